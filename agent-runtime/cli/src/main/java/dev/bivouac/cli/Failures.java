package dev.bivouac.cli;

import dev.bivouac.DriftException;
import dev.bivouac.OutputFailedException;
import dev.bivouac.cli.extension.ExtensionException;
import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.journal.RunKeyTakenException;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.persistence.OwnerSilentException;
import dev.bivouac.tool.InvalidToolException;
import dev.bivouac.workflow.InvalidParameterException;
import dev.bivouac.workflow.UnknownNameException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a command throws becomes a sentence and an exit code; a stack trace only with --debug. */
record Failures(Surroundings around) implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean debug = parsed.expandedArgs().contains("--debug");
    if (debug) {
      e.printStackTrace(around.err());
    }
    return switch (e) {
      case UsageException usage -> said(e, ExitCode.USAGE);
      case UnknownNameException unknown -> said(e, ExitCode.USAGE);
      case InvalidParameterException invalid -> said(e, ExitCode.USAGE);
      case UnknownRunException unknown -> said(e, ExitCode.USAGE);
      case ExtensionException unfit -> said(e, ExitCode.USAGE);
      case InvalidToolException unfit -> said(e, ExitCode.USAGE);
      case RefusedException refused -> said(e, ExitCode.FAILED);
      case OutputFailedException output -> said(e, ExitCode.FAILED);
      case RunHeldException held -> {
        int code = said(e, ExitCode.FAILED);
        around.say(
            "`bivouac watch %s` shows it, `bivouac stop %s` stops it."
                .formatted(held.run(), held.run()));
        yield code;
      }
      case DriftException drift -> {
        int code = said(e, ExitCode.PAUSED);
        around.say("Go on all the same with: bivouac resume " + drift.run());
        yield code;
      }
      case OwnerSilentException silent -> said(e, ExitCode.FAILED);
      case RunKeyTakenException taken -> said(e, ExitCode.FAILED);
      case JournalFailedException failed -> said(e, ExitCode.FAILED);
      case JournalConflictException conflict -> said(e, ExitCode.FAILED);
      default -> {
        around.say(
            "Bivouac failed inside (%s: %s). A run that was under way is safe: `bivouac resume`. --debug shows where."
                .formatted(
                    e.getClass().getSimpleName(),
                    SafeText.line(String.valueOf(e.getMessage()), 300)));
        yield ExitCode.FAILED;
      }
    };
  }

  private int said(Exception e, int code) {
    around.say(String.valueOf(e.getMessage()));
    return code;
  }
}
