package dev.bivouac.kimi;

import java.util.Optional;

/**
 * A host of models: where it is, which key it takes, how it spells things.
 *
 * @param name as on the command line
 * @param baseUrl the part of the address before {@code /chat/completions}; empty if the user must
 *     give it
 * @param keyVariable the environment variable that holds its key
 * @param defaultModel the model to use if none is named
 * @param dialect how it differs on the wire
 * @param notes what to tell people about it
 */
public record Provider(
    String name,
    Optional<String> baseUrl,
    String keyVariable,
    String defaultModel,
    Dialect dialect,
    ProviderNotes notes) {

  public Provider {
    if (name.isBlank() || keyVariable.isBlank() || defaultModel.isBlank()) {
      throw new IllegalArgumentException(
          "A provider needs name, keyVariable and defaultModel, were '%s', '%s', '%s'"
              .formatted(name, keyVariable, defaultModel));
    }
  }

  /** The same provider with another dialect. */
  public Provider withDialect(Dialect other) {
    return new Provider(name, baseUrl, keyVariable, defaultModel, other, notes);
  }
}
