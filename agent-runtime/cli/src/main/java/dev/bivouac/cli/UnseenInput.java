package dev.bivouac.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A value that stays out of the shell's history and off the screen. */
final class UnseenInput {
  private static final int LONGEST = 10_000;

  private UnseenInput() {}

  /**
   * Asks for it at a terminal, without showing what is typed; else reads standard input whole.
   *
   * @throws UsageException if what comes is no single line
   */
  static String read(Surroundings around, String name) {
    String text =
        around.isTerminal(Streams.Standard.IN)
            ? ask(around, name)
            : new String(all(around), StandardCharsets.UTF_8);
    String value = text.strip();
    if (value.length() > LONGEST || value.lines().count() > 1) {
      throw new UsageException("The value of %s on stdin must be one line.".formatted(name));
    }
    return value;
  }

  private static String ask(Surroundings around, String name) {
    // Java hides what is typed only where both ends of the console are a terminal.
    if (!around.isTerminal(Streams.Standard.OUT)) {
      throw new UsageException(
          "What is typed here would be seen. Give %s on stdin: bivouac config set %s - < FILE"
              .formatted(name, name));
    }
    return Optional.ofNullable(System.console())
        .map(console -> console.readPassword("%s (not shown): ", name))
        .map(String::new)
        .orElse("");
  }

  private static byte[] all(Surroundings around) {
    try {
      return around.in().readNBytes(LONGEST + 1);
    } catch (IOException e) {
      throw new UsageException("The value could not be read from stdin: " + e.getMessage());
    }
  }
}
