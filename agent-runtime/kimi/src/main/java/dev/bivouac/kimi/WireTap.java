package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Writes to a {@link WireLog} what an endpoint sends and receives. A request repeats the one before
 * it and adds to it, so only what is new in it is written.
 */
final class WireTap {
  private static final Pattern SECRET =
      Pattern.compile("auth|key|token|cookie|secret|session", Pattern.CASE_INSENSITIVE);
  private static final int MAX_LINE = 256 * 1024;
  private static final int WORTH_LEAVING_OUT = 200;

  private final WireLog log;
  private final Redactor redactor;
  private final boolean heard;
  private final AtomicInteger calls = new AtomicInteger();
  private byte[] before = new byte[0];

  WireTap(WireLog log, Redactor redactor) {
    this.log = log;
    this.redactor = redactor;
    this.heard = !log.equals(WireLog.NONE);
  }

  /** Writes a request down. */
  Exchange sent(URI address, Map<String, String> headers, RequestBody body) {
    var exchange = new Exchange(calls.incrementAndGet());
    if (heard) {
      exchange.line("> POST " + address);
      new TreeMap<>(headers)
          .forEach((name, value) -> exchange.line("> %s: %s".formatted(name, masked(name, value))));
      exchange.line(
          String.format(
              Locale.ROOT, "> (body: %,d bytes) %s", body.length(), whatIsNew(body.bytes())));
    }
    return exchange;
  }

  private synchronized String whatIsNew(byte[] body) {
    int mismatch = Arrays.mismatch(before, body);
    int same = mismatch < 0 ? body.length : mismatch;
    while (same > 0 && same < body.length && (body[same] & 0xc0) == 0x80) {
      same--;
    }
    before = body.clone();
    return same < WORTH_LEAVING_OUT
        ? new String(body, UTF_8)
        : String.format(Locale.ROOT, "(the first %,d as in the request before) ", same)
            + new String(body, same, body.length - same, UTF_8);
  }

  /** Of a header that may carry a secret only its scheme is shown. */
  private static String masked(String name, String value) {
    if (!SECRET.matcher(name).find()) {
      return value;
    }
    return value.startsWith("Bearer ") ? "Bearer ***" : "***";
  }

  /** One request and its answer. */
  final class Exchange {
    private final int number;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    private Exchange(int number) {
      this.number = number;
    }

    /** The answer begins. */
    void answered(HttpResponse.ResponseInfo info) {
      if (heard) {
        line("< %d".formatted(info.statusCode()));
        info.headers()
            .map()
            .forEach((name, values) ->
                values.forEach(value -> line("< %s: %s".formatted(name, masked(name, value)))));
      }
    }

    /** A part of the answer was read. */
    synchronized void received(byte[] bytes, int offset, int length) {
      if (!heard) {
        return;
      }
      for (int i = offset; i < offset + length; i++) {
        if (bytes[i] == '\n') {
          endLine();
        } else if (line.size() < MAX_LINE) {
          line.write(bytes[i]);
        } else {
          tooLong = true;
        }
      }
    }

    /** Nothing more is read of it. */
    synchronized void ended() {
      endLine();
    }

    /** It came to no answer, or the answer broke off. */
    void broke(Throwable cause) {
      ended();
      line("! " + cause);
    }

    private void endLine() {
      String text = line.toString(UTF_8).strip();
      if (!text.isEmpty()) {
        line("< " + text + (tooLong ? "..." : ""));
      }
      line.reset();
      tooLong = false;
    }

    private void line(String text) {
      log.line(number, redactor.redact(text));
    }
  }
}
