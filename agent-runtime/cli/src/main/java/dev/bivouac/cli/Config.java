package dev.bivouac.cli;

import dev.bivouac.kimi.Catalogue;
import dev.bivouac.kimi.CatalogueException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are not said on the command line: environment variables, else {@code
 * ~/.bivouac/config.properties}, which holds the same names. Nothing is read from the working
 * directory, since whoever wrote that folder could redirect a key.
 */
final class Config {
  /** Where a value was found. */
  enum Source {
    ENVIRONMENT,
    FILE
  }

  /** A value and where it was found. */
  record Found(String value, Source source) {
    @Override
    public String toString() {
      return "Found[from %s]".formatted(source);
    }
  }

  private final Map<String, String> environment;
  private final Properties file;
  private final Path ownProviders;
  private @Nullable Catalogue providers;

  private Config(Map<String, String> environment, Properties file, Path ownProviders) {
    this.environment = environment;
    this.file = file;
    this.ownProviders = ownProviders;
  }

  static Config load(Surroundings around) {
    Path path = path(around);
    var file = new Properties();
    if (Files.isRegularFile(path)) {
      try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
        file.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new RefusedException(
            "Configuration %s cannot be read (%s). Mend or remove it."
                .formatted(path, e.getClass().getSimpleName()));
      }
    }
    return new Config(around.environment(), file, ownProviders(around));
  }

  /** Where the file of settings is, or would be. */
  static Path path(Surroundings around) {
    return around.settings().resolve("config.properties");
  }

  /** Where the user's own providers are, or would be. */
  static Path ownProviders(Surroundings around) {
    return around.settings().resolve("providers.json");
  }

  /**
   * The providers that are known, the user's own among them.
   *
   * @throws RefusedException if the user's file cannot be used
   */
  Catalogue providers() {
    if (providers == null) {
      try {
        providers = Files.exists(ownProviders) ? Catalogue.with(ownProviders) : Catalogue.bundled();
      } catch (CatalogueException e) {
        throw new RefusedException(e.getMessage() + " Mend the entry, or remove it.");
      }
    }
    return providers;
  }

  /** The value of a variable; blank is as good as absent. */
  Optional<String> get(String name) {
    return find(name).map(Found::value);
  }

  /** The same, with where it was found. */
  Optional<Found> find(String name) {
    return given(environment.get(name))
        .map(value -> new Found(value, Source.ENVIRONMENT))
        .or(() -> given(file.getProperty(name)).map(value -> new Found(value, Source.FILE)));
  }

  /** The names that the file holds, known or not. */
  Set<String> namesInFile() {
    return new TreeSet<>(file.stringPropertyNames());
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
