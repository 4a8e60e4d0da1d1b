package dev.bivouac.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How wide a line may be. */
final class Width {
  private static final int DEFAULT = 80;
  private static final int WIDEST = 200;
  private static final int MEASURE = 100;
  private static final int ENDLESS = 1_000_000;

  private Width() {}

  /** {@code $COLUMNS}, else as wide as the terminal, else 80. */
  static int of(Surroundings around) {
    int said = number(around.environment().getOrDefault("COLUMNS", ""));
    if (said > 0) {
      return Math.min(WIDEST, said);
    }
    int terminal = around.isTerminal(Streams.Standard.OUT) ? ofTerminal() : 0;
    return terminal > 0 ? Math.min(WIDEST, terminal) : DEFAULT;
  }

  /** The width of text that programs may want as it was written. */
  static int ofText(Surroundings around) {
    return around.isTerminal(Streams.Standard.OUT) ? Math.min(MEASURE, of(around)) : ENDLESS;
  }

  private static int ofTerminal() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
      return ended ? number(size.strip().replaceFirst("^\\d+ ", "")) : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static int number(String text) {
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
  }
}
