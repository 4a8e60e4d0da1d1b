package dev.bivouac.kimi;

import java.util.Map;

/**
 * What people should know of a provider when something goes wrong, or costs money.
 *
 * @param listPrices true if the vendor's list prices hold here
 * @param aboutKeys a sentence to show when a key is refused; may be empty
 * @param withdrawn by model id, a sentence that says since when it is gone and what to use now
 */
public record ProviderNotes(boolean listPrices, String aboutKeys, Map<String, String> withdrawn) {
  /** Nothing is known. */
  public static final ProviderNotes NONE = new ProviderNotes(false, "", Map.of());

  public ProviderNotes {
    withdrawn = Map.copyOf(withdrawn);
  }
}
