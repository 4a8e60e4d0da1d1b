package dev.bivouac.cli;

import java.util.Optional;

/** How wide a line may be. */
final class Width {
  /** The launcher tells it, since a shell can ask the terminal at once. */
  private static final String TERMINAL = "bivouac.columns";

  private static final int DEFAULT = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 200;
  private static final int NARROWEST_HELP = 60;
  private static final int MEASURE = 100;
  private static final int ENDLESS = 1_000_000;

  private Width() {}

  /** {@code $COLUMNS}, else as wide as the terminal, else 80. */
  static int of(Surroundings around) {
    return of(around, DEFAULT);
  }

  /**
   * The same with a width of its own for what is no terminal.
   *
   * @param piped in columns
   */
  static int of(Surroundings around, int piped) {
    int otherwise = around.isTerminal(Streams.Standard.OUT) ? DEFAULT : piped;
    return number(around.environment().getOrDefault("COLUMNS", ""))
        .or(() -> number(System.getProperty(TERMINAL, "")))
        .orElse(otherwise);
  }

  private static Optional<Integer> number(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[1-9][0-9]{0,4}"))
        .map(digits -> Math.clamp(Integer.parseInt(digits), NARROWEST, WIDEST));
  }

  /** The width of help: lines that are much longer are hard to read. */
  static int ofHelp(Surroundings around) {
    return Math.clamp(of(around), NARROWEST_HELP, MEASURE);
  }

  /** The width of text that programs may want as it was written. */
  static int ofText(Surroundings around) {
    return around.isTerminal(Streams.Standard.OUT) ? Math.min(MEASURE, of(around)) : ENDLESS;
  }
}
