package dev.bivouac.cli;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Long text on a terminal, a screen at a time: {@code $BIVOUAC_PAGER}, else {@code $PAGER}, else
 * {@code less}. Straight through to anything that is no terminal.
 */
final class Pager implements AutoCloseable {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private final PrintStream plain;
  private final @Nullable Process process;
  private final @Nullable Writer pages;
  private boolean gone;

  private Pager(PrintStream plain, @Nullable Process process) {
    this.plain = plain;
    this.process = process;
    this.pages =
        process == null
            ? null
            : new BufferedWriter(
                new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Opens one for standard output.
   *
   * @param wanted false to print straight through in any case
   */
  static Pager open(Surroundings around, boolean wanted) {
    List<String> command =
        wanted && around.isTerminal(Streams.Standard.OUT) ? command(around) : List.of();
    if (command.isEmpty()) {
      return new Pager(around.out(), null);
    }
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putIfAbsent("LESS", "FRX");
    builder.environment().putIfAbsent("LV", "-c");
    try {
      Process started = builder.start();
      // Ctrl-C reaches both of us; in a pager it means "stop searching", not "end the program".
      Signals.ignoreCtrlC();
      return new Pager(around.out(), started);
    } catch (IOException e) {
      around.say(
          "Pager '%s' cannot be started, so the text stands here. Set BIVOUAC_PAGER, or use --no-pager."
              .formatted(String.join(" ", command)));
      return new Pager(around.out(), null);
    }
  }

  /** The words of the command; none for no pager. No shell reads them. */
  private static List<String> command(Surroundings around) {
    Map<String, String> environment = around.environment();
    String said = environment.getOrDefault("BIVOUAC_PAGER", environment.get("PAGER"));
    if (said == null) {
      return isOnPath("less", environment.getOrDefault("PATH", "")) ? List.of("less") : List.of();
    }
    List<String> words = words(said);
    return words.equals(List.of("cat")) ? List.of() : words;
  }

  static List<String> words(String command) {
    var words = new ArrayList<String>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      for (int group = 1; group <= 3; group++) {
        if (matcher.group(group) != null) {
          words.add(matcher.group(group));
        }
      }
    }
    return words;
  }

  private static boolean isOnPath(String program, String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /**
   * One more line. Whoever has left the pager does not want it, which is no error.
   *
   * @param safe text that controls no terminal
   */
  void line(String safe) {
    if (pages == null) {
      plain.println(safe);
    } else if (!gone) {
      try {
        pages.write(safe);
        pages.write('\n');
      } catch (IOException e) {
        gone = true;
      }
    }
  }

  /** Ends the text and waits until it has been read. */
  @Override
  public void close() {
    plain.flush();
    if (pages == null || process == null) {
      return;
    }
    try {
      pages.close();
    } catch (IOException e) {
      gone = true;
    }
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
