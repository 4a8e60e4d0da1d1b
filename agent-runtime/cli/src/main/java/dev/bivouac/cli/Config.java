package dev.bivouac.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are not said on the command line: environment variables, else {@code
 * ~/.bivouac/config.properties}, which holds the same names. Nothing is read from the working
 * directory, since whoever wrote that folder could redirect a key.
 */
final class Config {
  private final Map<String, String> environment;
  private final Properties file;

  private Config(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  static Config load(Surroundings around) {
    Path path = around.settings().resolve("config.properties");
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

  /** The value of a variable; blank is as good as absent. */
  Optional<String> get(String name) {
    return given(environment.get(name)).or(() -> given(file.getProperty(name)));
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
