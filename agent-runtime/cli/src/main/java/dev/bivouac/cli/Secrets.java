package dev.bivouac.cli;

import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that this user has, taken out of whatever is about to be written down.
 *
 * @param values the keys
 */
record Secrets(List<String> values) {
  private static final int SHORTEST = 6;

  Secrets {
    values = List.copyOf(values);
  }

  static Secrets of(Config config) {
    Stream<String> variables =
        Stream.concat(
            config.providers().keyVariables().stream(),
            Stream.of("TAVILY_API_KEY", "BIVOUAC_STORE_PASSWORD", "PGPASSWORD"));
    return new Secrets(
        variables
            .distinct()
            .flatMap(name -> config.get(name).stream())
            .filter(value -> value.length() >= SHORTEST)
            .toList());
  }

  String takenOut(String text) {
    String safe = text;
    for (String value : values) {
      safe = safe.replace(value, "[key]");
    }
    return safe;
  }
}
