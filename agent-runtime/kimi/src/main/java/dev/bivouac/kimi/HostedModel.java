package dev.bivouac.kimi;

import dev.bivouac.model.Prices;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is known of a model at one host.
 *
 * @param contextWindow tokens that fit into one request and its answer together, if the host allows
 *     another number than is usual for the model
 * @param temperature the one to send
 * @param prices what the host takes
 * @param withdrawn the end of a sentence that begins with the model: since when it is gone here and
 *     what to use now
 */
public record HostedModel(
    OptionalInt contextWindow,
    OptionalDouble temperature,
    Optional<Prices> prices,
    Optional<String> withdrawn) {
  /** Nothing is known. */
  public static final HostedModel UNKNOWN =
      new HostedModel(
          OptionalInt.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty());
}
