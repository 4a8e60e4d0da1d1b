package dev.bivouac.tools.article;

import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.GuardedResolver.NotPublicException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;

/** Says in one sentence why a page did not come, and whether it may later. */
final class FetchFailures {
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private FetchFailures() {}

  /** The server answered, but not with the page. */
  static ToolFailure status(URI address, int status, Optional<Duration> retryAfter) {
    String what = shown(address) + " answered " + status;
    return switch (status) {
      case 404, 410 ->
          new ToolFailure(what + ": the page does not exist. Check the address, or search for it.");
      case 401, 402, 403, 407, 451 ->
          new ToolFailure(what + ": it refuses readers like this tool. Use another source.");
      case 408, 425, 429 ->
          new RetryableToolFailure(what + ": too busy now. Use another source.", retryAfter);
      default -> {
        if (status >= 500 && status != 501 && status != 505) {
          yield new RetryableToolFailure(
              what + ": the site has trouble. Use another source.", retryAfter);
        }
        yield new ToolFailure(what + ", which is no page. Use another source.");
      }
    };
  }

  /** The connection did not bring the page. */
  static ToolFailure io(URI address, IOException failure) {
    if (failure instanceof NotPublicException refused) {
      return notPublic(address, refused.kind());
    }
    if (failure instanceof UnknownHostException) {
      return new ToolFailure(
          "The host '%s' is unknown. Check its spelling, or use another source."
              .formatted(address.getHost()),
          failure);
    }
    if (failure instanceof SSLException && !(failure.getCause() instanceof SocketException)) {
      return new ToolFailure(
          shown(address) + ": no secure connection (TLS) is possible. Use another source.",
          failure);
    }
    if (failure instanceof ClientProtocolException || failure instanceof ZipException) {
      return new ToolFailure(
          shown(address) + " answered with something that is not HTTP. Use another source.",
          failure);
    }
    return new RetryableToolFailure(
        shown(address) + ": the connection failed or broke off. Use another source.", failure);
  }

  /** The host's address is not one of the public Internet. */
  static ToolFailure notPublic(URI address, String kind) {
    return new ToolFailure(
        "The host '%s' is not a public address (%s), so it is refused. Use a public source; the user can allow it with --allow-private %s:%d."
            .formatted(address.getHost(), kind, address.getHost(), port(address)));
  }

  /** The whole time for the fetch is used up. */
  static ToolFailure tooSlow(URI address, Duration total) {
    return new RetryableToolFailure(
        "%s did not come within %d s. Use another source."
            .formatted(shown(address), Math.max(1, total.toSeconds())),
        Optional.empty());
  }

  /** What a Retry-After header asks for: seconds, or a date. */
  static Optional<Duration> retryAfter(String header, Clock clock) {
    String value = header.strip();
    try {
      Duration wait =
          value.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(clock.instant(), httpDate(value));
      return Optional.of(wait)
          .filter(w -> !w.isNegative())
          .map(w -> w.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : w);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant httpDate(String value) {
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(value));
  }

  /** The port that a connection to it uses. */
  static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  /** An address in a message, cut. */
  static String shown(URI address) {
    return SafeText.oneLine(address.toString(), 200);
  }
}
