package dev.bivouac.cli;

import dev.bivouac.kimi.Provider;
import java.net.URI;
import java.util.Optional;

/**
 * A provider to ask for a model.
 *
 * @param provider its name; {@value Setup#REHEARSAL} for the model of rules
 * @param baseUrl of one without an address of its own
 * @param model the model's id there
 * @param tier of the account there, which says what may be asked in a minute
 */
record ModelHost(String provider, Optional<URI> baseUrl, String model, Optional<String> tier) {
  /** The model of rules. */
  static final ModelHost REHEARSED =
      new ModelHost(Setup.REHEARSAL, Optional.empty(), Setup.RULES, Optional.empty());

  /** What a user may say of one: its name, and perhaps the model's id there. */
  record Named(String provider, Optional<String> model) {
    /** Of a text such as {@code openrouter} or {@code openrouter/moonshotai/kimi-k2.6}. */
    static Named of(String text) {
      int slash = text.indexOf('/');
      return slash < 0
          ? new Named(text.strip(), Optional.empty())
          : new Named(
              text.substring(0, slash).strip(), Optional.of(text.substring(slash + 1).strip()));
    }
  }

  /** As the journal keeps it: {@link Named#of} reads it. */
  String label() {
    return provider + "/" + model;
  }

  /** True if the catalogue has no address for it. */
  static boolean needsAddress(Provider provider) {
    return provider.baseUrl().isEmpty();
  }
}
