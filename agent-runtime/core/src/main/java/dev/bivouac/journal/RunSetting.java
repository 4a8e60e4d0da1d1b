package dev.bivouac.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The circumstances of a run, fixed when it starts, so that a resume days later in another time
 * zone sends the same words and writes the same files.
 *
 * @param startedAt when the run was asked for
 * @param zone whose calendar the day is taken from
 * @param language the language of the report
 * @param outputFolder where files go, absolute
 * @param wiring how the program was set up, for the program itself: addresses, folders; never a
 *     secret
 */
public record RunSetting(
    Instant startedAt,
    ZoneId zone,
    Locale language,
    Path outputFolder,
    SortedMap<String, String> wiring) {
  public RunSetting {
    if (!outputFolder.isAbsolute()) {
      throw new IllegalArgumentException("outputFolder must be absolute, was " + outputFolder);
    }
    wiring = Collections.unmodifiableSortedMap(new TreeMap<>(wiring));
  }

  /** The same without anything for the program to remember. */
  public static RunSetting of(Instant startedAt, ZoneId zone, Locale language, Path outputFolder) {
    return new RunSetting(startedAt, zone, language, outputFolder, new TreeMap<>(Map.of()));
  }
}
