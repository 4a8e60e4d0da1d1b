package dev.bivouac.kimi;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out how long a host asks to wait. */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern IN_WORDS =
      Pattern.compile(
          "(?:try again|retry) (?:after|in) (\\d{1,6}(?:\\.\\d{1,9})?) ?(?:s\\b|seconds?)",
          Pattern.CASE_INSENSITIVE);

  private RetryAfter() {}

  /** From the header, in seconds or as a date, or else from the words of the message. */
  static Optional<Duration> of(HttpHeaders headers, String message) {
    return headers
        .firstValue("Retry-After")
        .flatMap(value -> ofHeader(value.strip(), headers.firstValue("Date")))
        .or(() -> ofWords(message));
  }

  /** The host's own clock. */
  static Optional<Instant> date(HttpHeaders headers) {
    return headers.firstValue("Date").flatMap(RetryAfter::instant);
  }

  static Optional<Duration> ofWords(String message) {
    Matcher matcher = IN_WORDS.matcher(message);
    return matcher.find() ? Optional.of(seconds(matcher.group(1))) : Optional.empty();
  }

  /**
   * A date counts from the host's own clock, which may differ from ours; one that comes without the
   * host's {@code Date} says nothing.
   */
  private static Optional<Duration> ofHeader(String value, Optional<String> date) {
    if (SECONDS.matcher(value).matches()) {
      return Optional.of(seconds(value));
    }
    return instant(value)
        .flatMap(until ->
            date.flatMap(RetryAfter::instant)
                .map(now -> Duration.between(now, until))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait));
  }

  private static Duration seconds(String number) {
    return Duration.ofMillis(new BigDecimal(number).movePointRight(3).longValue());
  }

  private static Optional<Instant> instant(String httpDate) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate)));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
