package dev.bivouac.rehearsal.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as texts name them. */
final class Dates {
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})");
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private Dates() {}

  /** The first day of the form 2026-11-22 in a text. */
  static Optional<LocalDate> in(String text) {
    Matcher matcher = ISO.matcher(text);
    while (matcher.find()) {
      try {
        return Optional.of(
            LocalDate.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))));
      } catch (DateTimeException e) {
        // Digits of that shape which are no day: look on.
      }
    }
    return Optional.empty();
  }

  /** Such as 22 November 2026. */
  static String inWords(LocalDate day) {
    return LONG.format(day);
  }
}
