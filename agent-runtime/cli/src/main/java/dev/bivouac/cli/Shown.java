package dev.bivouac.cli;

import dev.bivouac.run.Cost;
import dev.bivouac.run.Text;
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
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return millis < 3_600_000
        ? "%d min %d s".formatted(millis / 60_000, millis / 1000 % 60)
        : "%d h %d min".formatted(millis / 3_600_000, millis / 60_000 % 60);
  }

  /** With what they cost, if that is known. */
  static String tokens(Usage usage) {
    return tokensAlone(usage) + usage.cost().map(paid -> ", " + cost(paid)).orElse("");
  }

  /** Without what they cost. */
  static String tokensAlone(Usage usage) {
    String cached =
        usage.cached() == 0 ? "" : String.format(Locale.ROOT, " (%,d cached)", usage.cached());
    return String.format(
        Locale.ROOT, "%,d tokens in%s, %,d out", usage.input(), cached, usage.output());
  }

  /** With its unit: {@code 0.0123 USD}, or {@code ~0.0123 USD} for an estimate. */
  static String cost(Cost cost) {
    return usd(cost) + " USD";
  }

  /** With the day of its list prices, if it is an estimate. */
  static String datedCost(Cost cost) {
    return cost(cost) + cost.pricesAsOf().map(day -> " at list prices of " + day).orElse("");
  }

  /** In a column that says the unit: {@code 0.0123}, or {@code ~0.0123} for an estimate. */
  static String usd(Cost cost) {
    return (cost.estimated() ? "~" : "")
        + cost.usd().setScale(4, RoundingMode.HALF_UP).toPlainString();
  }

  /** So many things: {@code 1 call}, {@code 2 calls}. */
  static String count(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  /** The size of a file. */
  static String bytes(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** A round time along an axis: {@code 30 s}, {@code 5 min}. */
  static String tick(double seconds) {
    if (seconds == 0) {
      return "0";
    }
    if (seconds < 1) {
      return Math.round(seconds * 1000) + " ms";
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    String rest = whole % 60 == 0 ? "" : " %d s".formatted(whole % 60);
    return whole < 3600
        ? whole / 60 + " min" + rest
        : whole / 3600 + " h" + (whole / 60 % 60 == 0 ? "" : " %d min".formatted(whole / 60 % 60));
  }

  static String size(int characters) {
    return characters < 1000
        ? characters + " characters"
        : String.format(Locale.ROOT, "%.1f k characters", characters / 1000.0);
  }

  /** A call's arguments, or their beginning, without the braces and quotes that say nothing. */
  static String arguments(String json) {
    // Cut first: what a model sends may be huge, and an expression over it would take its time.
    String head = Text.head(json.strip(), ARGUMENTS);
    String bare = head.startsWith("{") ? head.substring(1).strip() : head;
    bare =
        bare.endsWith("}") && head.length() < ARGUMENTS
            ? bare.substring(0, bare.length() - 1)
            : bare;
    return bare.strip().replaceAll("\"(\\w+)\"\\s*:", "$1:");
  }
}
