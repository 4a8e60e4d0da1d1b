package dev.bivouac.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant. */
public final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /** Those that are close to what was written, the closest first, at most three. */
  public static List<String> of(String written, Collection<String> names) {
    String low = written.toLowerCase(Locale.ROOT);
    int limit = Math.max(2, low.length() / 3);
    return names.stream()
        .filter(name -> name.contains(low) || low.contains(name) || distance(low, name) <= limit)
        .sorted(
            Comparator.comparingInt((String name) -> distance(low, name))
                .thenComparing(name -> name))
        .limit(MOST)
        .toList();
  }

  /** For the end of a message: the near names, or all if none is near and they are few. */
  public static String hint(String written, Collection<String> names) {
    List<String> near = of(written, names);
    if (!near.isEmpty()) {
      return "Did you mean %s?".formatted(String.join(" or ", near));
    }
    return names.isEmpty()
        ? "There are none."
        : "There are: %s.".formatted(String.join(", ", names));
  }

  /** How many letters must be put in, taken out or changed to make one word of the other. */
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
