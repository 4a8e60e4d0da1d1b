package dev.bivouac.cli;

import dev.bivouac.cli.view.ScreenSize;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.RunState;
import dev.bivouac.planner.RunListener;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;

/**
 * What the live view costs the thread of a run, in nanoseconds for each piece of reasoning: nobody
 * watching, and the view drawing at its full rate. Needs no terminal; docs/performance.md has the
 * command.
 */
final class ViewMeter {
  private static final int PIECES = 100_000;
  private static final int ROUNDS = 9;
  private static final String PIECE = " tides";

  private ViewMeter() {}

  /** Prints the median of nine rounds, after as many to warm up. */
  public static void main(String[] arguments) {
    System.out.printf(
        "%,d pieces, median of %d rounds: %.0f ns a piece without a view, %.0f ns with it%n",
        PIECES, ROUNDS, median(RunListener.NONE), withView());
    System.out.printf("one frame of %s: %.2f ms%n", ScreenSize.USUAL, frame());
  }

  private static double withView() {
    var streams =
        new Streams(
            System.in,
            System.out,
            new java.io.PrintStream(OutputStream.nullOutputStream()),
            EnumSet.of(Streams.Standard.ERR));
    var around =
        new Surroundings(Map.of("TERM", "xterm"), Path.of("."), Clock.systemUTC(), streams);
    try (Audience audience = Audience.of(around, new DriveOptions())) {
      RunListener listener = audience.listener();
      opened(listener);
      return median(listener);
    }
  }

  private static void opened(RunListener listener) {
    var entries = Journals.entries(Journals.started(), Journals.asked(1, 1));
    RunState state = RunState.replay(entries.subList(0, 1));
    listener.opened(Journals.RUN, state);
    listener.appended(Journals.RUN, entries.get(1), state.after(entries.get(1)));
  }

  private static double median(RunListener listener) {
    var nanos = new double[ROUNDS];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      long before = System.nanoTime();
      for (int i = 0; i < PIECES; i++) {
        listener.thinking(Journals.RUN, PIECE);
      }
      nanos[Math.max(0, round)] = (System.nanoTime() - before) / (double) PIECES;
    }
    java.util.Arrays.sort(nanos);
    return nanos[ROUNDS / 2];
  }

  private static double frame() {
    var underway = new Underway(Clock.systemUTC());
    opened(underway);
    for (int i = 0; i < 2000; i++) {
      underway.thinking(Journals.RUN, PIECE);
    }
    int frames = 2000;
    long lines = 0;
    long before = 0;
    for (int i = -frames; i < frames; i++) {
      before = i == 0 ? System.nanoTime() : before;
      lines += Dashboard.lines(underway.moment(), ScreenSize.USUAL, Journals.START).size();
    }
    if (lines == 0) {
      throw new IllegalStateException("nothing was drawn");
    }
    return (System.nanoTime() - before) / 1e6 / frames;
  }
}
