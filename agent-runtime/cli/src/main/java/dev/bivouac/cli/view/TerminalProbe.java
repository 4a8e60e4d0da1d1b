package dev.bivouac.cli.view;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the terminal of this process, by way of {@code stty}, which every system with terminals has.
 * JLine's own ways would do more than ask: they load native code, want standard input to be a
 * terminal, and set its modes when they are closed, which stops a process in the background.
 */
final class TerminalProbe {
  private static final File TERMINAL = new File("/dev/tty");
  private static final Path STATUS = Path.of("/proc/self/stat");
  private static final Pattern SIZE = Pattern.compile("\\s*(\\d{1,5}) (\\d{1,5})\\s*");

  private TerminalProbe() {}

  static ScreenSize size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII);
      if (!stty.waitFor(2, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
      }
      return parse(said);
    } catch (IOException e) {
      return ScreenSize.USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ScreenSize.USUAL;
    }
  }

  /** Rows and columns as {@code stty size} prints them; a terminal that says 0 does not know. */
  static ScreenSize parse(String said) {
    Matcher size = SIZE.matcher(said);
    if (!size.matches()
        || Integer.parseInt(size.group(1)) < 1
        || Integer.parseInt(size.group(2)) < 1) {
      return ScreenSize.USUAL;
    }
    return new ScreenSize(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1)));
  }

  /** False if the user's shell, or another job, has the terminal now. */
  static boolean isForeground() {
    try {
      return foreground(Files.readString(STATUS));
    } catch (IOException e) {
      return true; // not a Linux; then nobody tells
    }
  }

  /** By the process group and the terminal's one, the fifth and eighth field. */
  static boolean foreground(String status) {
    String[] fields = status.substring(status.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length < 6 || fields[5].equals("-1") || fields[5].equals(fields[2]);
  }
}
