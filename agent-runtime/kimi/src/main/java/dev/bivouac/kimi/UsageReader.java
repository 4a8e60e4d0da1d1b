package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a {@code usage} object as the vendor and the gateways write it. */
final class UsageReader {
  private static final int MOST_DIGITS = 9;
  private static final int MOST_DECIMALS = 15;

  private UsageReader() {}

  static Optional<KimiTokenUsage> read(JsonNode usage) {
    if (!usage.isObject() || usage.isEmpty()) {
      return Optional.empty();
    }
    JsonNode cached = usage.path("cached_tokens");
    if (!cached.isNumber()) {
      cached = usage.path("prompt_tokens_details").path("cached_tokens");
    }
    return Optional.of(
        new KimiTokenUsage(
            count(usage.path("prompt_tokens")),
            count(cached),
            count(usage.path("completion_tokens")),
            cost(usage)));
  }

  private static int count(JsonNode node) {
    return Math.clamp(node.asLong(0), 0, Integer.MAX_VALUE);
  }

  /**
   * With a key of one's own at the upstream host, the gateway's cost leaves out what that takes.
   */
  private static @Nullable BigDecimal cost(JsonNode usage) {
    BigDecimal cost = amount(usage.path("cost"));
    BigDecimal upstream = amount(usage.path("cost_details").path("upstream_inference_cost"));
    boolean ownKey = usage.path("is_byok").asBoolean(false);
    return cost != null && upstream != null && ownKey ? cost.add(upstream) : cost;
  }

  /** Bounded: the digits of 1e-999999999 written out would fill the memory. */
  private static @Nullable BigDecimal amount(JsonNode node) {
    if (!node.isNumber()) {
      return null;
    }
    BigDecimal amount = node.decimalValue();
    long digitsBeforeThePoint = (long) amount.precision() - amount.scale();
    if (amount.signum() < 0 || digitsBeforeThePoint > MOST_DIGITS) {
      return null;
    }
    if (digitsBeforeThePoint < -MOST_DECIMALS) {
      return BigDecimal.ZERO;
    }
    return amount.scale() > MOST_DECIMALS
        ? amount.setScale(MOST_DECIMALS, RoundingMode.HALF_UP)
        : amount;
  }
}
