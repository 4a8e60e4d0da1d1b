package dev.bivouac.cli;

import dev.bivouac.journal.RunState;
import dev.bivouac.run.PauseReason;

/** What the program tells the shell. */
final class ExitCode {
  static final int COMPLETED = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int PAUSED = 3;
  static final int SIGHUP = 129;
  static final int SIGINT = 130;
  static final int SIGTERM = 143;

  private ExitCode() {}

  /** True for the codes that say that somebody interrupted the program. */
  static boolean isSignal(int code) {
    return code == SIGHUP || code == SIGINT || code == SIGTERM;
  }

  /**
   * The code for a run that came so far.
   *
   * @param signal the code of the signal that asked it to stop; 0 if none came
   */
  static int of(RunState run, int signal) {
    return switch (run.status()) {
      case COMPLETED -> COMPLETED;
      case FAILED, CANCELLED -> FAILED;
      case PAUSED, RUNNING -> wasAsked(run) && signal != 0 ? signal : PAUSED;
    };
  }

  /** True if the run waits because somebody asked it to stop. */
  static boolean wasAsked(RunState run) {
    return run.pause().map(pause -> pause.reason() == PauseReason.REQUESTED).orElse(false);
  }
}
