package dev.bivouac.cli.view;

/**
 * How large a terminal is.
 *
 * @param columns at least 1
 * @param rows at least 1
 */
public record ScreenSize(int columns, int rows) {
  /** Of a terminal that does not say. */
  public static final ScreenSize USUAL = new ScreenSize(80, 24);

  public ScreenSize {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "columns and rows must be at least 1, were %d and %d".formatted(columns, rows));
    }
  }
}
