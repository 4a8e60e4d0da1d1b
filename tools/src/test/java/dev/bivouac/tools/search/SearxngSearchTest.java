package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.search.SearchQuery.Recency;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearxngSearchTest {
  private static final SearchQuery TIDES = new SearchQuery("high tides & co", 2, Recency.DAY);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String body = "{\"results\":[]}";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          try (exchange) {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksForJsonUnderTheGivenPath() {
    search("/searx/").search(TIDES);

    assertThat(asked)
        .containsExactly("/searx/search?format=json&q=high+tides+%26+co&time_range=day");
  }

  @Test
  void takesEachUsableAddressOnceAndNoMoreThanAskedFor() {
    body =
        """
        {"results":[
          {"url":"https://example.org/1","title":"One","content":"first","publishedDate":"2026-11-22T07:30:00"},
          {"url":"https://example.org/1","title":"One again"},
          {"url":"javascript:alert(1)","title":"no"},
          {"url":"https://example.org/2","title":null,"content":null,"publishedDate":null},
          {"url":"https://example.org/3","title":"Three"}]}
        """;

    assertThat(search("").search(TIDES))
        .containsExactly(
            new SearchHit(
                "One",
                URI.create("https://example.org/1"),
                "first",
                Optional.of(Instant.parse("2026-11-22T07:30:00Z")),
                "example.org"),
            new SearchHit(
                "https://example.org/2",
                URI.create("https://example.org/2"),
                "",
                Optional.empty(),
                "example.org"));
  }

  @Test
  void saysWhatToSwitchOnWhenTheServerGivesNoJson() {
    body = "<html>results</html>";

    assertThat(search("").problem())
        .hasValueSatisfying(
            text -> assertThat(text).contains("search.formats").contains("SEARXNG_URL"));
    status = 403;
    assertThat(search("").problem())
        .hasValueSatisfying(text -> assertThat(text).contains("search.formats"));
  }

  @Test
  void isWorthRetryingWhenTheServerIsBusy() {
    status = 429;

    assertThatThrownBy(() -> search("").search(TIDES))
        .isInstanceOfSatisfying(
            RetryableToolFailure.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
  }

  @Test
  void isNotWorthRetryingWhenTheServerRefuses() {
    status = 400;

    assertThatThrownBy(() -> search("").search(TIDES))
        .isInstanceOf(ToolFailure.class)
        .isNotInstanceOf(RetryableToolFailure.class);
  }

  @Test
  void namesTheServerThatCannotBeReached() {
    int port = server.getAddress().getPort();
    server.stop(0);

    assertThat(new SearxngSearch(URI.create("http://user:secret@127.0.0.1:" + port)).problem())
        .hasValueSatisfying(
            text -> assertThat(text).contains("127.0.0.1:" + port).doesNotContain("secret"));
  }

  private SearxngSearch search(String path) {
    return new SearxngSearch(
        URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path)));
  }
}
