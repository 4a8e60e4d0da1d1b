package dev.bivouac.tools.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.PageAddress;
import dev.bivouac.tools.article.PublishedDates;
import dev.bivouac.tools.article.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Searches through a SearXNG server, whose address the user configured; it may be a private one.
 * The server must have {@code json} among the {@code search.formats} of its settings.yml.
 */
public final class SearxngSearch implements SearchProvider, AutoCloseable {
  /** The longest time for a search. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(15);

  private static final int MAX_BYTES = 4_000_000;
  private static final int MAX_TEXT = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final Duration patience;
  private final HttpClient client;

  /**
   * A client of one server.
   *
   * @param base its address, such as {@code http://localhost:8888}; a path is kept
   * @param patience the longest time for a search
   */
  public SearxngSearch(URI base, Duration patience) {
    boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!http || base.getHost() == null || base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "SEARXNG_URL must be an address such as http://localhost:8888, without a user name.");
    }
    this.base = base;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  @Override
  public String name() {
    return "searxng";
  }

  @Override
  public List<SearchHit> search(SearchQuery query) {
    JsonNode answer = json(send(request(query)));
    List<SearchHit> hits = new ArrayList<>();
    Set<URI> seen = new HashSet<>();
    for (JsonNode result : answer.path("results")) {
      if (hits.size() < query.maxResults()) {
        hit(result).filter(hit -> seen.add(hit.address())).ifPresent(hits::add);
      }
    }
    if (hits.isEmpty() && !answer.path("unresponsive_engines").isEmpty()) {
      throw new RetryableToolFailure(
          "SearXNG found nothing, and some of its engines do not answer: %s."
              .formatted(SafeText.oneLine(engines(answer), 200)),
          Optional.empty());
    }
    return hits;
  }

  @Override
  public Optional<String> problem() {
    try {
      json(send(request(new SearchQuery("news", 1, Recency.ANY))));
      return Optional.empty();
    } catch (ToolFailure e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** Gives up its connections. */
  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest request(SearchQuery query) {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String range = range(query.recency()).map(name -> "&time_range=" + name).orElse("");
    String text = URLEncoder.encode(query.text(), StandardCharsets.UTF_8);
    String target = folder + "/search?format=json&q=" + text + range;
    return HttpRequest.newBuilder(
            URI.create(base.getScheme() + "://" + base.getRawAuthority() + target))
        .timeout(patience)
        .header("Accept", "application/json")
        .header("User-Agent", "Bivouac/0.1")
        .build();
  }

  /** SearXNG promises day, month and year; a week is looked for within the month. */
  private static Optional<String> range(Recency recency) {
    return switch (recency) {
      case ANY -> Optional.empty();
      case DAY -> Optional.of("day");
      case WEEK, MONTH -> Optional.of("month");
    };
  }

  private String send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, ignored -> new CappedBody(MAX_BYTES));
    try {
      HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      requireSuccess(response);
      return new String(response.body(), StandardCharsets.UTF_8);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new RetryableToolFailure(
          "SearXNG at %s did not answer within %d s.".formatted(base, patience.toSeconds()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ToolFailure("The search was cancelled.", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private ToolFailure failure(@Nullable Throwable cause) {
    if (cause instanceof CappedBody.TooLargeException) {
      return new ToolFailure(
          "SearXNG at %s answered with more than %,d bytes. Check SEARXNG_URL."
              .formatted(base, MAX_BYTES),
          cause);
    }
    if (cause instanceof ConnectException) {
      return new RetryableToolFailure(
          "SearXNG at %s cannot be reached. Check SEARXNG_URL, and that the server runs."
              .formatted(base),
          cause);
    }
    if (cause instanceof IOException) {
      return new RetryableToolFailure(
          "The connection to SearXNG at %s failed or broke off.".formatted(base), cause);
    }
    throw new IllegalStateException("Asking SearXNG failed unexpectedly.", cause);
  }

  private void requireSuccess(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 403) {
      throw noJson();
    }
    if (status == 429 || status >= 500) {
      String why = status == 429 ? "too many requests; its limiter may be on" : "it has trouble";
      throw new RetryableToolFailure(
          "SearXNG at %s answered %d: %s.".formatted(base, status, why), retryAfter(response));
    }
    if (status != 200) {
      throw new ToolFailure(
          "SearXNG at %s answered %d. Check SEARXNG_URL.".formatted(base, status));
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private ToolFailure noJson() {
    return new ToolFailure(
        "SearXNG at %s does not answer in JSON. Add json to search.formats in its settings.yml, or check SEARXNG_URL."
            .formatted(base));
  }

  private JsonNode json(String body) {
    try {
      JsonNode answer = JSON.readTree(body);
      if (answer.path("results").isArray()) {
        return answer;
      }
    } catch (JsonProcessingException e) {
      throw noJson();
    }
    throw noJson();
  }

  private static Optional<SearchHit> hit(JsonNode result) {
    try {
      URI address = PageAddress.parse(result.path("url").asText(""));
      String published = result.path("publishedDate").asText("");
      return Optional.of(
          new SearchHit(
              SafeText.oneLine(result.path("title").asText(""), MAX_TEXT),
              address,
              SafeText.oneLine(result.path("content").asText(""), MAX_TEXT),
              PublishedDates.instant(published),
              address.getHost().replaceFirst("^www\\.", "")));
    } catch (ToolFailure e) {
      return Optional.empty(); // a result that is no page
    }
  }

  private static String engines(JsonNode answer) {
    List<String> names = new ArrayList<>();
    for (JsonNode engine : answer.path("unresponsive_engines")) {
      names.add(engine.isArray() ? engine.path(0).asText("") : engine.asText(""));
    }
    return String.join(", ", names);
  }
}
