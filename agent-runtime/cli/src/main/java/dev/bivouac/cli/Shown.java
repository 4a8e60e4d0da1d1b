package dev.bivouac.cli;

import dev.bivouac.run.Cost;
import dev.bivouac.run.Usage;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Shown {
  private static final int ARGUMENTS = 2000;

  private Shown() {}

  static String duration(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
        : "%d min %d s".formatted(millis / 60_000, millis / 1000 % 60);
  }

  static String tokens(Usage usage) {
    String cached =
        usage.cached() == 0 ? "" : String.format(Locale.ROOT, " (%,d cached)", usage.cached());
    String cost = usage.cost().map(paid -> ", " + cost(paid)).orElse("");
    return String.format(
        Locale.ROOT, "%,d tokens in%s, %,d out%s", usage.input(), cached, usage.output(), cost);
  }

  static String cost(Cost cost) {
    return "%s%s USD"
        .formatted(
            cost.estimated() ? "about " : "",
            cost.usd().setScale(4, RoundingMode.HALF_UP).toPlainString());
  }

  static String size(int characters) {
    return characters < 1000
        ? characters + " characters"
        : String.format(Locale.ROOT, "%.1f k characters", characters / 1000.0);
  }

  /** A call's arguments, or their beginning, without the braces and quotes that say nothing. */
  static String arguments(String json) {
    // Cut first: what a model sends may be huge, and an expression over it would take its time.
    String head = dev.bivouac.run.Text.head(json.strip(), ARGUMENTS);
    String bare = head.startsWith("{") ? head.substring(1).strip() : head;
    bare =
        bare.endsWith("}") && head.length() < ARGUMENTS
            ? bare.substring(0, bare.length() - 1)
            : bare;
    return bare.strip().replaceAll("\"(\\w+)\"\\s*:", "$1:");
  }
}
