package dev.bivouac.kimi;

import dev.bivouac.model.Prices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a model wherever it is served.
 *
 * @param contextWindow tokens that fit into one request and its answer together
 * @param temperature the one to send; empty for models that refuse any but their own, and for
 *     unknown ones
 * @param listPrices the vendor's prices, if known
 */
record ModelFacts(int contextWindow, OptionalDouble temperature, Optional<Prices> listPrices) {
  private static final int USUAL_WINDOW = 262_144;
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

  private static final ModelFacts UNKNOWN =
      new ModelFacts(USUAL_WINDOW, OptionalDouble.empty(), Optional.empty());

  private static final Map<String, ModelFacts> BY_ID =
      Map.ofEntries(
          Map.entry("kimi-k2-thinking", thinking("0.15", "0.60", "2.50")),
          Map.entry("kimi-k2-thinking-maas", thinking("0.15", "0.60", "2.50")),
          Map.entry("kimi-k2-thinking-turbo", thinking("0.15", "1.15", "8.00")),
          Map.entry("kimi-k2-0905-preview", priced(USUAL_WINDOW, "0.15", "0.60", "2.50")),
          Map.entry("kimi-k2-0711-preview", priced(131_072, "0.15", "0.60", "2.50")),
          Map.entry("kimi-k2-turbo-preview", priced(USUAL_WINDOW, "0.15", "1.15", "8.00")),
          Map.entry("kimi-k2.5", priced(USUAL_WINDOW, "0.10", "0.60", "3.00")),
          Map.entry("kimi-k2.6", priced(USUAL_WINDOW, "0.16", "0.95", "4.00")),
          Map.entry("kimi-k2.7-code", priced(USUAL_WINDOW, "0.19", "0.95", "4.00")),
          Map.entry("kimi-k2.7-code-highspeed", priced(USUAL_WINDOW, "0.38", "1.90", "8.00")),
          Map.entry("kimi-k3", priced(1_048_576, "0.30", "3.00", "15.00")));

  /** Looks up a model by the id any host gives it: owner, variant and case do not matter. */
  static ModelFacts of(String model) {
    String id = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int variant = id.indexOf(':');
    return BY_ID.getOrDefault(variant < 0 ? id : id.substring(0, variant), UNKNOWN);
  }

  private static ModelFacts thinking(String cached, String input, String output) {
    return new ModelFacts(
        USUAL_WINDOW, OptionalDouble.of(1.0), Optional.of(prices(cached, input, output)));
  }

  private static ModelFacts priced(int window, String cached, String input, String output) {
    return new ModelFacts(
        window, OptionalDouble.empty(), Optional.of(prices(cached, input, output)));
  }

  private static Prices prices(String cached, String input, String output) {
    return new Prices(new BigDecimal(cached), new BigDecimal(input), new BigDecimal(output), AS_OF);
  }
}
