package dev.bivouac.tools.date;

import dev.bivouac.run.NearNames;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a time zone by what a model may call it. */
final class ZoneNames {
  private static final int MAX_NEAR = 5;

  private ZoneNames() {}

  /** The zone of that name; the case does not matter, and a space stands for an underscore. */
  static Optional<ZoneId> find(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      String folded = fold(name);
      return ids().filter(id -> fold(id).equals(folded)).findFirst().map(ZoneId::of);
    }
  }

  /** Up to five known names, the nearest first; empty if none is near. */
  static List<String> near(String name) {
    String folded = fold(name);
    String city = city(folded);
    if (city.length() < 3 || city.length() > 40) {
      return List.of();
    }
    return ids()
        .filter(id -> NearNames.distance(city, city(fold(id))) <= Math.max(1, city.length() / 4))
        .sorted(
            Comparator.<String>comparingInt(id -> NearNames.distance(city, city(fold(id))))
                .thenComparingInt(id -> NearNames.distance(folded, fold(id)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MAX_NEAR)
        .toList();
  }

  private static Stream<String> ids() {
    return ZoneId.getAvailableZoneIds().stream().filter(id -> !id.startsWith("SystemV/")).sorted();
  }

  private static String fold(String name) {
    return name.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
  }

  private static String city(String folded) {
    return folded.substring(folded.lastIndexOf('/') + 1);
  }
}
