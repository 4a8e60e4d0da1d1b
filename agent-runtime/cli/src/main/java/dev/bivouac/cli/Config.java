package dev.bivouac.cli;

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

  private Config(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
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
    return new Config(around.environment(), file);
  }

  /** Where the file of settings is, or would be. */
  static Path path(Surroundings around) {
    return around.settings().resolve("config.properties");
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
