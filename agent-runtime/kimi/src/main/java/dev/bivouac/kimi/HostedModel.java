package dev.bivouac.kimi;

import dev.bivouac.model.Prices;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is known of a model at one host.
 *
 * @param is the name of the model whoever serves it, such as {@code kimi-k2.6}, if the host's id
 *     does not end in it
 * @param contextWindow tokens that fit into one request and its answer together, if the host allows
 *     another number than is usual for the model
 * @param temperature the one to send
 * @param prices what the host takes
 * @param withdrawn the end of a sentence that begins with the model: since when it is gone here and
 *     what to use now
 */
public record HostedModel(
    Optional<String> is,
    OptionalInt contextWindow,
    OptionalDouble temperature,
    Optional<Prices> prices,
    Optional<String> withdrawn) {
  /** Nothing is known. */
  public static final HostedModel UNKNOWN =
      new HostedModel(
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty());
}
