package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where a provider carries formulas out. Redirects are not followed, so that the key goes nowhere
 * else; it is only ever in the {@code Authorization} header.
 */
final class FormulaHost {
  /** Far more than any model can read; a larger answer fails rather than being cut. */
  static final int LARGEST_BODY = 8 * 1024 * 1024;

  private static final Duration CONNECT = Duration.ofSeconds(20);

  /** What became of a question. */
  sealed interface Outcome {}

  /**
   * An answer.
   *
   * @param intact false if its bytes are no UTF-8, so that the text is not what was sent
   */
  record Came(int status, HttpHeaders headers, String body, boolean intact) implements Outcome {
    static Came of(int status, HttpHeaders headers, byte[] body) {
      try {
        return new Came(
            status, headers, UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString(), true);
      } catch (CharacterCodingException e) {
        return new Came(status, headers, new String(body, UTF_8), false);
      }
    }
  }

  record TooLarge() implements Outcome {}

  record Late(Duration patience) implements Outcome {}

  record Unreachable(Throwable cause) implements Outcome {}

  record Cancelled() implements Outcome {}

  /** A question that is under way. */
  record Asked(
      CompletableFuture<HttpResponse<Optional<byte[]>>> answer, Duration patience, long until) {
    /** Gives it up and closes its connection. */
    void cancel() {
      answer.cancel(true);
    }
  }

  private final URI baseUrl;
  private final Map<String, String> headers;
  private final HttpClient client;

  FormulaHost(URI baseUrl, Map<String, String> headers) {
    this.baseUrl = baseUrl;
    var all = new LinkedHashMap<>(headers);
    all.keySet().removeIf("Accept"::equalsIgnoreCase);
    all.keySet().removeIf("Content-Type"::equalsIgnoreCase);
    all.put("Accept", "application/json");
    this.headers = Map.copyOf(all);
    // Over plain HTTP, version 2 would send upgrade headers that some servers stumble over.
    boolean secure = "https".equalsIgnoreCase(baseUrl.getScheme());
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(secure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** Who answers, for messages. */
  String name() {
    return Endpoint.hostAndPort(baseUrl);
  }

  /** Asks for the functions of a formula. */
  Asked tools(Formula formula, Duration patience) {
    return send(request(formula, "/tools").GET().build(), patience);
  }

  /** Asks for a call to be carried out. */
  Asked fiber(Formula formula, String body, Duration patience) {
    return send(
        request(formula, "/fibers")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        patience);
  }

  private HttpRequest.Builder request(Formula formula, String operation) {
    var request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/formulas/" + formula.uri() + operation));
    headers.forEach(request::setHeader);
    return request;
  }

  private Asked send(HttpRequest request, Duration patience) {
    return new Asked(
        client.sendAsync(request, info -> new BoundedBody(LARGEST_BODY)),
        patience,
        System.nanoTime() + patience.toNanos());
  }

  /** Waits for the whole answer, or until patience is at its end or this thread is interrupted. */
  static Outcome outcome(Asked asked) {
    try {
      HttpResponse<Optional<byte[]>> response =
          asked.answer().get(Math.max(0, asked.until() - System.nanoTime()), TimeUnit.NANOSECONDS);
      return response
          .body()
          .<Outcome>map(body -> Came.of(response.statusCode(), response.headers(), body))
          .orElseGet(TooLarge::new);
    } catch (TimeoutException e) {
      asked.cancel();
      return new Late(asked.patience());
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      return new Unreachable(cause instanceof IOException ? cause : new IOException(cause));
    } catch (InterruptedException e) {
      asked.cancel();
      Thread.currentThread().interrupt();
      return new Cancelled();
    }
  }
}
