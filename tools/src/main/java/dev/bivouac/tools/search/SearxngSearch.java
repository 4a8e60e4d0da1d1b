package dev.bivouac.tools.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.PageAddress;
import dev.bivouac.tools.search.SearchQuery.Recency;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A SearXNG server of the user's own. Its address is the user's choice, so it may be private; the
 * addresses that it finds are not trusted.
 */
public final class SearxngSearch implements SearchProvider {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BYTES = 4_000_000;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TOTAL = Duration.ofSeconds(20);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * The server at this address.
   *
   * @param base without {@code /search}, such as {@code http://127.0.0.1:8888}
   */
  public SearxngSearch(URI base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "searxng";
  }

  @Override
  public List<SearchHit> search(SearchQuery query) {
    String range = range(query.recency());
    String path =
        "/search?format=json&q="
            + URLEncoder.encode(query.text(), StandardCharsets.UTF_8)
            + (range.isEmpty() ? "" : "&time_range=" + range);
    return hits(json(get(path)), query.maxResults());
  }

  @Override
  public Optional<String> problem() {
    try {
      json(get("/search?format=json&q=news"));
      return Optional.empty();
    } catch (ToolFailure e) {
      return Optional.of(e.getMessage() + " SEARXNG_URL names this server.");
    }
  }

  /** SearXNG knows day, month and year; a week is looked for within the month. */
  private static String range(Recency recency) {
    return switch (recency) {
      case ANY -> "";
      case DAY -> "day";
      case WEEK, MONTH -> "month";
    };
  }

  private HttpResponse<InputStream> get(String path) {
    URI address = URI.create(base.toString().replaceAll("/+$", "") + path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TOTAL)
            .header("Accept", "application/json")
            .header("User-Agent", "Bivouac/0.1")
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new RetryableToolFailure(
          "The search server at %s cannot be reached (%s)."
              .formatted(server(), e.getClass().getSimpleName()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailure("The search was cancelled.", e);
    }
  }

  private JsonNode json(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      check(response);
      if (bytes.length > MAX_BYTES) {
        throw new ToolFailure(
            "The search server at %s answered with more than %,d bytes."
                .formatted(server(), MAX_BYTES));
      }
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw noJson(e);
    } catch (IOException e) {
      throw new RetryableToolFailure(
          "The search server at %s broke off its answer.".formatted(server()), e);
    }
  }

  private void check(HttpResponse<InputStream> response) {
    int status = response.statusCode();
    if (status == 200) {
      return;
    }
    if (status == 403) {
      throw noJson(new IOException("status 403"));
    }
    String said = "The search server at %s answered with status %d.".formatted(server(), status);
    if (status == 429 || status >= 500) {
      throw new RetryableToolFailure(said, retryAfter(response));
    }
    throw new ToolFailure(said);
  }

  private static Optional<Duration> retryAfter(HttpResponse<InputStream> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0);
  }

  private ToolFailure noJson(IOException cause) {
    return new ToolFailure(
        "The search server at %s gives no JSON. Add json to search.formats in its settings.yml."
            .formatted(server()),
        cause);
  }

  private List<SearchHit> hits(JsonNode answer, int most) {
    Set<URI> seen = new HashSet<>();
    var hits = new ArrayList<SearchHit>();
    for (JsonNode result : answer.path("results")) {
      Optional<URI> address = address(result.path("url").asText(""));
      if (hits.size() < most && address.filter(seen::add).isPresent()) {
        hits.add(
            new SearchHit(
                text(result, "title", address.get().toString()),
                address.get(),
                text(result, "content", ""),
                publishedAt(text(result, "publishedDate", "")),
                address.get().getHost()));
      }
    }
    return hits;
  }

  private static String text(JsonNode node, String field, String byDefault) {
    JsonNode value = node.path(field);
    return value.isTextual() && !value.asText().isBlank() ? value.asText() : byDefault;
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(PageAddress.parse(text));
    } catch (ToolFailure e) {
      return Optional.empty();
    }
  }

  /** SearXNG passes on what its engines say: with a zone, without, or a day alone. */
  private static Optional<Instant> publishedAt(String text) {
    String iso = text.strip().replace(' ', 'T');
    try {
      if (iso.length() == 10) {
        return Optional.of(LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(
          iso.matches(".*(Z|[+-]\\d{2}:?\\d{2})$")
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** For messages: without user, password and path. */
  private String server() {
    return base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
  }
}
