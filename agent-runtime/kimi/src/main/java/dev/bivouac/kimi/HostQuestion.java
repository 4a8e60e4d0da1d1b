package dev.bivouac.kimi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One GET whose whole answer is small and must come soon. */
final class HostQuestion {
  /** A gateway's list of some hundred models has half a megabyte. */
  private static final int LARGEST_BODY = 8 * 1024 * 1024;

  /** What became of it. */
  sealed interface Outcome {}

  record Came(int status, HttpHeaders headers, String body) implements Outcome {}

  record Late(Duration patience) implements Outcome {}

  record Unreachable(Throwable cause) implements Outcome {}

  private final Map<String, String> headers;
  private final Duration patience;

  HostQuestion(Map<String, String> headers, Duration patience) {
    var all = new LinkedHashMap<>(headers);
    all.remove("Content-Type");
    all.put("Accept", "application/json");
    this.headers = Map.copyOf(all);
    this.patience = patience;
  }

  Outcome ask(URI address) {
    // Over plain HTTP, version 2 would send upgrade headers that some servers stumble over.
    boolean secure = "https".equalsIgnoreCase(address.getScheme());
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(secure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .build();
    var exchange = new FutureTask<Outcome>(() -> exchange(client, address));
    Thread.startVirtualThread(exchange);
    try {
      return exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return new Late(patience);
    } catch (ExecutionException e) {
      return e.getCause() instanceof HttpTimeoutException
          ? new Late(patience)
          : new Unreachable(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Unreachable(e);
    } finally {
      client.shutdownNow();
    }
  }

  private Outcome exchange(HttpClient client, URI address)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address).GET();
    headers.forEach(request::setHeader);
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      String read = new String(body.readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
      return new Came(response.statusCode(), response.headers(), read);
    }
  }
}
