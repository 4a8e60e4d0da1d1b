package dev.bivouac.kimi;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is known of a model wherever it is served.
 *
 * @param contextWindow tokens that fit into one request and its answer together
 * @param temperature the one to send; empty for models that refuse any but their own, and for
 *     unknown ones
 */
record ModelFacts(int contextWindow, OptionalDouble temperature) {
  private static final int USUAL_WINDOW = 262_144;
  private static final ModelFacts UNKNOWN = new ModelFacts(USUAL_WINDOW, OptionalDouble.empty());
  private static final Map<String, ModelFacts> BY_ID = CatalogueReader.bundledModels();

  /** Looks up a model by the id any host gives it: owner, variant and case do not matter. */
  static ModelFacts of(String model) {
    return BY_ID.getOrDefault(plainId(model), UNKNOWN);
  }

  /** What holds for a model at that host: the host's own word first. */
  static ModelFacts at(Provider host, String model) {
    ModelFacts usual = of(host.modelName(model));
    HostedModel here = host.hosted(model);
    return new ModelFacts(
        here.contextWindow().orElse(usual.contextWindow),
        here.temperature().isPresent() ? here.temperature() : usual.temperature);
  }

  /** What an id ends in, whoever serves it: without owner, variant and capitals. */
  static String plainId(String model) {
    String id = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int variant = id.indexOf(':');
    return variant < 0 ? id : id.substring(0, variant);
  }
}
