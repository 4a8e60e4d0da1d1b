package dev.bivouac.tools.article;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates as pages write them. */
final class PublishedDates {
  private static final int MAX_LENGTH = 60;
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})[-/.]?(\\d{2})[-/.]?(\\d{2})(?:[T ]+(\\d{2}:\\d{2})(:\\d{2})?(?:[.,]\\d+)? ?(Z|UTC|GMT|[+-]\\d{2}:?(?:\\d{2})?)?)?.*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EPOCH = Pattern.compile("1\\d{9}(?:\\d{3})?");
  private static final Pattern YEAR = Pattern.compile(".*\\b(?:19|20)\\d{2}\\b.*");

  private static final List<DateTimeFormatter> WRITTEN_OUT =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          written("[EEEE, ][EEE, ]MMMM d, uuuu"),
          written("[EEEE, ][EEE, ]MMM d, uuuu"),
          written("[EEEE, ][EEE, ]d MMMM uuuu"),
          written("[EEEE, ][EEE, ]d MMM uuuu"));

  private PublishedDates() {}

  private static DateTimeFormatter written(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /** The date in ISO 8601, as exact as it is written; empty if it cannot be read. */
  static Optional<String> iso(String text) {
    String date = SafeText.oneLine(text);
    if (date.isEmpty() || date.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      if (EPOCH.matcher(date).matches()) {
        long number = Long.parseLong(date);
        return Optional.of(
            Instant.ofEpochSecond(date.length() == 13 ? number / 1000 : number).toString());
      }
      Matcher iso = ISO.matcher(date);
      return iso.matches() ? Optional.of(iso(iso)) : writtenOut(date);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String iso(Matcher parts) {
    LocalDate date = LocalDate.parse(parts.group(1) + "-" + parts.group(2) + "-" + parts.group(3));
    if (parts.group(4) == null) {
      return date.toString();
    }
    String seconds = parts.group(5) == null ? "" : parts.group(5);
    LocalDateTime time = LocalDateTime.parse(date + "T" + parts.group(4) + seconds);
    return parts.group(6) == null ? shown(time) : shown(time) + offset(parts.group(6)).getId();
  }

  private static ZoneOffset offset(String text) {
    return text.matches("(?i)Z|UTC|GMT") ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  private static String shown(LocalDateTime time) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Optional<String> writtenOut(String date) {
    if (!YEAR.matcher(date).matches()) {
      return Optional.empty();
    }
    return WRITTEN_OUT.stream().flatMap(format -> parsed(format, date).stream()).findFirst();
  }

  private static Optional<String> parsed(DateTimeFormatter format, String date) {
    try {
      return Optional.of(format.parseBest(date, OffsetDateTime::from, LocalDate::from).toString());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
