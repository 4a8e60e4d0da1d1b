package dev.bivouac.cli;

import dev.bivouac.cli.view.Line;
import dev.bivouac.planner.RunListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everybody who watches a run that this process drives. */
final class Audience implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LAST_PATIENCE = Duration.ofMillis(300);

  private final List<RunListener> listeners = new ArrayList<>();
  private final Surroundings around;
  private final Underway underway;
  private final AtomicBoolean ended = new AtomicBoolean();
  private Optional<LiveView> view = Optional.empty();
  private Optional<SignsOfLife> signs = Optional.empty();
  private Optional<EventLines> events = Optional.empty();

  private Audience(Surroundings around) {
    this.around = around;
    this.underway = new Underway(around.clock());
    listeners.add(underway);
  }

  /** The view that fits where the program's words go. */
  static Audience of(Surroundings around, DriveOptions output) {
    var audience = new Audience(around);
    if (LiveView.fits(around, output)) {
      audience.watchLive();
    } else if (!output.quiet) {
      audience.watchPlainly();
    }
    if (output.events) {
      audience.events = Optional.of(new EventLines(around::printJson));
      audience.events.ifPresent(audience.listeners::add);
    }
    return audience;
  }

  private void watchLive() {
    LiveView live = LiveView.open(around, underway);
    view = Optional.of(live);
    listeners.add(live);
  }

  private void watchPlainly() {
    var alive = new SignsOfLife(underway, around.clock(), around::say);
    signs = Optional.of(alive);
    listeners.add(ProgressLines.plain(around::say));
    alive.start();
  }

  /** The same with one more. */
  Audience with(RunListener listener) {
    listeners.add(listener);
    return this;
  }

  /** All of them as one. */
  RunListener listener() {
    return RunListener.all(listeners);
  }

  /** A line for people that stands among what they are shown of the run. */
  void say(String line) {
    if (view.isPresent() && !ended.get()) {
      SafeText.lines(line)
          .lines()
          .map(row -> Line.whole(Line.Tone.PLAIN, row))
          .forEach(view.get()::say);
    } else {
      around.say(line);
    }
  }

  /**
   * Says what happens now and asks the run to stop, even if the words find no way out.
   *
   * @param signal the exit code of the signal that came
   */
  void stop(Runnable ask, int signal) {
    String words = StopWords.first(underway.moment(), signal);
    underway.stopAsked();
    if (!ended.get()) {
      // First, since the run may end before another word; on a thread, since a pipe may be full.
      Thread said = Thread.ofPlatform().daemon().name("stop words").start(() -> say(words));
      try {
        said.join(LAST_PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    ask.run();
  }

  /** The process ends now, in the middle of whatever it does. */
  void lastWords() {
    boolean silent = ended.get();
    if (takeDown(LAST_PATIENCE) && !silent) {
      around.say(StopWords.last(underway.moment()));
    }
  }

  /** Shows no more; what is said from now on stands below. Done once, however often asked. */
  void end() {
    takeDown(PATIENCE);
  }

  private boolean takeDown(Duration patience) {
    ended.set(true);
    signs.ifPresent(SignsOfLife::end);
    return view.map(live -> live.close(patience)).orElse(true);
  }

  @Override
  public void close() {
    end();
    events.ifPresent(EventLines::close);
  }
}
