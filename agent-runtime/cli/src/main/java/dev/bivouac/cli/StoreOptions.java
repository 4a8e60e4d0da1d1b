package dev.bivouac.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs are kept. */
final class StoreOptions {
  @Option(
      names = "--store",
      paramLabel = "FOLDER",
      description = "Where runs are: $BIVOUAC_STORE, else ~/.bivouac/store")
  private @Nullable Path store;

  Path folder(Surroundings around, Config config) {
    Path chosen =
        Optional.ofNullable(store)
            .or(() -> config.get("BIVOUAC_STORE").map(Path::of))
            .orElseGet(() -> around.settings().resolve("store"));
    if (chosen.toString().startsWith("jdbc:")) {
      throw new UsageException(
          "Store '%s' is a database address. This version keeps runs in a folder: --store FOLDER."
              .formatted(chosen));
    }
    return chosen.toAbsolutePath().normalize();
  }
}
