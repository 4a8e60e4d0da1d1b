package dev.bivouac.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs are kept. */
final class StoreOptions {
  @Option(
      names = "--store",
      paramLabel = "FOLDER",
      description = {
        "Where runs are: $BIVOUAC_STORE, else ~/.bivouac/store,",
        "or a database, jdbc:postgresql://HOST:PORT/NAME, its password in ~/.pgpass."
      })
  private @Nullable String store;

  StorePlace place(Surroundings around, Config config) {
    return Optional.ofNullable(store)
        .or(() -> config.get("BIVOUAC_STORE"))
        .map(said -> StorePlace.of(said, around.settings()))
        .orElseGet(() -> StorePlace.of(around.settings().resolve("store")));
  }
}
