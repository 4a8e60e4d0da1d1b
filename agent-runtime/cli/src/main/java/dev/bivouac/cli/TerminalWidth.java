package dev.bivouac.cli;

import java.util.Optional;
import java.util.stream.Stream;

/** How many characters a line of standard output has. */
final class TerminalWidth {
  /** The launcher tells it, since a shell can ask the terminal at once. */
  private static final String COLUMNS = "bivouac.columns";

  private static final int TERMINAL = 80;
  private static final int NO_TERMINAL = 160;
  private static final int NARROWEST = 60;

  private TerminalWidth() {}

  static int of(Surroundings around) {
    return Stream.of(
            Optional.ofNullable(around.environment().get("COLUMNS")),
            Optional.ofNullable(System.getProperty(COLUMNS)))
        .flatMap(Optional::stream)
        .filter(text -> text.matches("[1-9][0-9]{0,4}"))
        .map(text -> Math.max(NARROWEST, Integer.parseInt(text)))
        .findFirst()
        .orElse(around.isTerminal(Streams.Standard.OUT) ? TERMINAL : NO_TERMINAL);
  }
}
