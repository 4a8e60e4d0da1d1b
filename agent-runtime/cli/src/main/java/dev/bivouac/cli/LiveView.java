package dev.bivouac.cli;

import dev.bivouac.cli.view.Line;
import dev.bivouac.cli.view.LiveScreen;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.time.Duration;
import java.util.Map;

/** A run as it happens, on a terminal: what is done scrolls up, what goes on is drawn below. */
final class LiveView implements RunListener {
  private final LiveScreen screen;
  private final ProgressLines lines;

  private LiveView(LiveScreen screen) {
    this.screen = screen;
    this.lines = new ProgressLines(ProgressLines.Form.COLUMNS, screen::say);
  }

  /** True if people sit at standard error, and nothing else is written there. */
  static boolean fits(Surroundings around, OutputOptions output) {
    return around.isTerminal(Streams.Standard.ERR)
        && !output.quiet
        && !output.debug
        && !type(around.environment()).equals("dumb")
        && LiveScreen.ownsTerminal();
  }

  /** Draws from now on what is under way. */
  static LiveView open(Surroundings around, Underway underway) {
    LiveScreen screen =
        LiveScreen.open(
            around.err(),
            look(around.environment()),
            size -> Dashboard.lines(underway.moment(), size, around.clock().instant()));
    Signals.on("WINCH", screen::resized);
    Signals.on("CONT", screen::continued);
    return new LiveView(screen);
  }

  private static LiveScreen.Look look(Map<String, String> environment) {
    boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty();
    // xterm, the Linux console and GNU screen cut lines when they get narrower; others break them.
    boolean cuts =
        environment.containsKey("XTERM_VERSION")
            || type(environment).equals("linux")
            || (type(environment).startsWith("screen") && !environment.containsKey("TMUX"));
    return new LiveScreen.Look(coloured, !cuts);
  }

  private static String type(Map<String, String> environment) {
    return environment.getOrDefault("TERM", "dumb");
  }

  /** A line that stands among what is done. */
  void say(Line line) {
    screen.say(line);
  }

  /** The same as {@link LiveScreen#close}. */
  boolean close(Duration patience) {
    return screen.close(patience);
  }

  @Override
  public void opened(RunId run, RunState state) {
    lines.opened(run, state);
  }

  @Override
  public void appended(RunId run, Entry entry, RunState state) {
    lines.appended(run, entry, state);
    screen.changed();
  }

  @Override
  public void thinking(RunId run, String piece) {
    screen.changed();
  }

  @Override
  public void text(RunId run, String piece) {
    screen.changed();
  }

  @Override
  public void attemptDiscarded(RunId run, ModelFailure failure) {
    screen.changed();
  }

  @Override
  public void waiting(RunId run, Duration wait, ModelFailure failure) {
    lines.waiting(run, wait, failure);
    screen.changed();
  }
}
