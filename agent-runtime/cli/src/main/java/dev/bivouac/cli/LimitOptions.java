package dev.bivouac.cli;

import dev.bivouac.run.RunLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How far a run may go. */
final class LimitOptions {
  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      description = "Pause before the run costs more than this many US dollars.")
  private @Nullable BigDecimal maxCost;

  @Option(
      names = "--max-steps",
      paramLabel = "N",
      description = "Pause after so many model answers (300).")
  private @Nullable Integer maxSteps;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Pause after so many tokens sent and received (100000000).")
  private @Nullable Long maxTokens;

  @Option(
      names = "--max-time",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Pause after so much time at work, such as 30m or 2h (6h).")
  private @Nullable Duration maxTime;

  /** The limits with whatever was said on the command line in their place. */
  RunLimits over(RunLimits limits) {
    RunLimits changed = limits;
    try {
      changed = maxSteps == null ? changed : changed.withMaxSteps(maxSteps);
      changed = maxTokens == null ? changed : changed.withMaxTokens(maxTokens);
      changed = maxTime == null ? changed : changed.withMaxActive(maxTime);
      return maxCost == null ? changed : changed.withMaxCost(Optional.of(maxCost));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + ".");
    }
  }

  /** True if the user said how much the run may cost. */
  boolean asksForCost() {
    return maxCost != null;
  }

  /** Reads {@code 90s}, {@code 30m}, {@code 2h}, {@code 1d}, or ISO 8601. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      String text = value.strip().toUpperCase(Locale.ROOT);
      try {
        return Duration.parse(
            text.startsWith("P") ? text : text.endsWith("D") ? "P" + text : "PT" + text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "must be a duration such as 90s, 30m or 2h, was '" + value + "'");
      }
    }
  }
}
