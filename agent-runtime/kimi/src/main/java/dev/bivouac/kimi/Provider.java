package dev.bivouac.kimi;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A host of models: where it is, which key it takes, how it spells things.
 *
 * @param name as on the command line
 * @param baseUrl the part of the address before {@code /chat/completions}; empty if the user must
 *     give it
 * @param keyVariable the environment variable that holds its key; empty if no key is ever sent
 * @param defaultModel the model to use if none is named; empty if one must be named
 * @param dialect how it differs on the wire
 * @param notes what is known of it besides
 */
public record Provider(
    String name,
    Optional<String> baseUrl,
    Optional<String> keyVariable,
    Optional<String> defaultModel,
    Dialect dialect,
    ProviderNotes notes) {

  public Provider {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A provider needs a name, was '" + name + "'");
    }
  }

  /** The same provider with another dialect. */
  public Provider withDialect(Dialect other) {
    return new Provider(name, baseUrl, keyVariable, defaultModel, other, notes);
  }

  /** What a model of this provider is called whoever serves it, such as {@code kimi-k2.6}. */
  public String modelName(String id) {
    return hosted(id).is().orElseGet(() -> ModelFacts.plainId(id));
  }

  /** The id that a model has here, if the provider is known to serve it. */
  public Optional<String> idOf(String modelName) {
    Stream<String> known =
        notes.models().entrySet().stream()
            .filter(model -> model.getValue().withdrawn().isEmpty())
            .map(Map.Entry::getKey)
            .sorted();
    return Stream.concat(defaultModel.stream(), known)
        .filter(id -> modelName(id).equals(modelName))
        .findFirst();
  }

  /** What is known of a model here; nothing for models that the catalogue does not name. */
  public HostedModel hosted(String model) {
    return notes.models().getOrDefault(model, HostedModel.UNKNOWN);
  }
}
