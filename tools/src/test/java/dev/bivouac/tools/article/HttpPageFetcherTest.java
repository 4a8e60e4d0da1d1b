package dev.bivouac.tools.article;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPageFetcherTest {
  private static final FetchLimits LIMITS =
      new FetchLimits(
          100_000, 5, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

  private final LoopbackSite site = new LoopbackSite();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void close() {
    over.countDown();
    site.close();
  }

  @Test
  void bringsAPageFromWhereAConnectionReallyGoes() {
    site.page("/a", "Text/HTML; charset=utf-8", "<p>Grüße");

    FetchedPage page = fetch("http://Harbour.test/a#top");

    assertThat(page.address()).isEqualTo(URI.create("http://harbour.test/a"));
    assertThat(page.mediaType()).isEqualTo("text/html");
    assertThat(page.text()).isEqualTo("<p>Grüße");
  }

  @Test
  void saysWhoItIsAndSendsNothingElseAboutAnybody() {
    site.on(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "id=1");
          LoopbackSite.answer(
              exchange, 200, "text/plain", exchange.getRequestHeaders().entrySet().toString());
        });

    try (HttpPageFetcher fetcher = fetcher(LIMITS)) {
      fetcher.fetch(URI.create("http://harbour.test/"));
      String headers = fetcher.fetch(URI.create("http://harbour.test/")).text();

      assertThat(headers)
          .contains("User-agent=[Bivouac/0.1]", "Host=[harbour.test]")
          .doesNotContain("Cookie");
    }
  }

  @Test
  void followsRedirectsAndTellsWhereTheyEnded() {
    site.redirect("/1", 301, "/2")
        .redirect("/2", 307, "http://pier.test/3?x=ä")
        .page("/3", "text/html", "here");

    FetchedPage page = fetch("http://harbour.test/1");

    assertThat(page.requested()).isEqualTo(URI.create("http://harbour.test/1"));
    assertThat(page.address().getHost()).isEqualTo("pier.test");
    assertThat(page.text()).isEqualTo("here");
  }

  @Test
  void givesUpOnARedirectThatNeverEnds() {
    site.redirect("/loop", 302, "/loop");

    assertThatThrownBy(() -> fetch("http://harbour.test/loop"))
        .isExactlyInstanceOf(ToolFailure.class)
        .hasMessageContaining("redirects more than 5 times");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.1.2.3/",
        "https://0.0.0.0/"
      })
  void refusesAnAddressThatIsNotPublic(String address) {
    assertThatThrownBy(() -> fetch(address))
        .isExactlyInstanceOf(ToolFailure.class)
        .hasMessageContaining("is not a public address")
        .hasMessageContaining("--allow-private");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "//localhost/",
        "http://0x7f.1/",
        "http://2130706433/",
        "file:///etc/passwd"
      })
  void refusesARedirectToAnAddressThatIsNotPublic(String target) {
    site.redirect("/", 302, target);

    assertThatThrownBy(() -> fetch("http://harbour.test/")).isExactlyInstanceOf(ToolFailure.class);
  }

  @Test
  void refusesUnusualPortsUnlessAllowed() {
    site.page("/", "text/plain", "mine");
    String address = "http://127.0.0.1:%d/".formatted(site.port());

    assertThatThrownBy(() -> fetch(address))
        .isExactlyInstanceOf(ToolFailure.class)
        .hasMessageContaining("--allow-private 127.0.0.1:" + site.port());

    var allowed = AllowedHosts.parse(List.of("127.0.0.1:" + site.port()));
    try (var fetcher = new HttpPageFetcher(LIMITS, allowed, Map.of(), CLOCK)) {
      assertThat(fetcher.fetch(URI.create(address)).text()).isEqualTo("mine");
    }
  }

  @Test
  void checksEveryAddressOfANameEachTimeItIsResolved() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    InetAddress open = InetAddress.getByName("2606:4700::1111");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    GuardedResolver resolver =
        new GuardedResolver(
            host ->
                asked.getAndIncrement() == 0
                    ? new InetAddress[] {open}
                    : new InetAddress[] {open, loopback},
            AllowedHosts.NONE,
            Map.of());

    assertThat(resolver.resolve("rebind.test", 80)).hasSize(1);
    assertThatThrownBy(() -> resolver.resolve("rebind.test", 80))
        .isInstanceOf(GuardedResolver.NotPublicException.class);
  }

  @Test
  void asksTheResolverForEveryConnection() {
    AtomicInteger asked = new AtomicInteger();
    GuardedResolver resolver =
        new GuardedResolver(
            host -> {
              asked.incrementAndGet();
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            },
            AllowedHosts.NONE,
            Map.of());
    try (var fetcher = new HttpPageFetcher(LIMITS, AllowedHosts.NONE, resolver, CLOCK)) {
      for (String host : List.of("rebind.test", "8.8.8.8", "[2606:4700::1111]")) {
        assertThatThrownBy(() -> fetcher.fetch(URI.create("http://" + host + "/")))
            .hasMessageContaining("loopback");
      }
    }
    assertThat(asked).hasValue(3);
  }

  @Test
  void stopsReadingAPageThatIsTooLarge() {
    site.page("/", "text/html", "x".repeat(100_001));

    assertThatThrownBy(() -> fetch("http://harbour.test/"))
        .isExactlyInstanceOf(ToolFailure.class)
        .hasMessageContaining("larger than 100,000 bytes");
  }

  @Test
  void stopsReadingAPageThatGrowsTooLargeWhenUnpacked() {
    site.on("/", exchange -> gzip(exchange, "x".repeat(50_000_000)));

    assertThatThrownBy(() -> fetch("http://harbour.test/")).hasMessageContaining("larger than");
  }

  @Test
  void unpacksACompressedPage() {
    site.on("/", exchange -> gzip(exchange, "<p>small"));

    assertThat(fetch("http://harbour.test/").text()).isEqualTo("<p>small");
  }

  @Test
  void endsAFetchThatDripsForEver() {
    site.on("/", this::drip);
    FetchLimits hasty =
        new FetchLimits(
            100_000, 5, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300));
    try (HttpPageFetcher fetcher = fetcher(hasty)) {
      assertThatThrownBy(() -> fetcher.fetch(URI.create("http://harbour.test/")))
          .isInstanceOf(RetryableToolFailure.class)
          .hasMessageContaining("did not come within");
    }
  }

  @Test
  void endsAFetchThatFallsSilent() {
    site.on("/", exchange -> await(10_000));
    FetchLimits hasty =
        new FetchLimits(
            100_000, 5, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(20));
    try (HttpPageFetcher fetcher = fetcher(hasty)) {
      assertThatThrownBy(() -> fetcher.fetch(URI.create("http://harbour.test/")))
          .isInstanceOf(RetryableToolFailure.class)
          .hasMessageContaining("failed or broke off");
    }
  }

  @Test
  void keepsTheFlagOfAnInterruptedThread() {
    site.on("/", exchange -> await(10_000));

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> fetch("http://harbour.test/")).hasMessageContaining("cancelled");
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 418, 451, 501})
  void failsForGoodWhenTheAnswerWillStayTheSame(int status) {
    site.status("/", status);

    assertThatThrownBy(() -> fetch("http://harbour.test/"))
        .isExactlyInstanceOf(ToolFailure.class)
        .hasMessageContaining(" answered " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void mayBeTriedAgainWhenTheSiteIsInTrouble(int status) {
    site.status("/", status);

    assertThatThrownBy(() -> fetch("http://harbour.test/"))
        .isInstanceOf(RetryableToolFailure.class)
        .hasMessageContaining(" answered " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "Mon, 23 Nov 2026 10:00:07 GMT"})
  void passesOnHowLongToWait(String retryAfter) {
    site.on(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", retryAfter);
          LoopbackSite.answer(exchange, 503, "", "");
        });

    assertThatThrownBy(() -> fetch("http://harbour.test/"))
        .isInstanceOfSatisfying(
            RetryableToolFailure.class,
            failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7)));
  }

  @Test
  void saysThatAConnectionIsNotSecure() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> answerInPlainText(plain));
      String host = "localhost:" + plain.getLocalPort();
      try (var fetcher =
          new HttpPageFetcher(LIMITS, AllowedHosts.parse(List.of(host)), Map.of(), CLOCK)) {
        assertThatThrownBy(() -> fetcher.fetch(URI.create("https://" + host + "/")))
            .isExactlyInstanceOf(ToolFailure.class)
            .hasMessageContaining("TLS");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/pdf", "image/svg+xml", "application/json", "video/mp4"})
  void refusesWhatIsNoPage(String contentType) {
    site.page("/", contentType, "{}");

    assertThatThrownBy(() -> fetch("http://harbour.test/"))
        .isExactlyInstanceOf(ToolFailure.class)
        .hasMessageContaining("only web pages can be read");
  }

  @Test
  void guessesTheTypeWhenTheServerDoesNotSay() {
    site.page("/", "", "<title>x</title>");

    assertThat(fetch("http://harbour.test/").mediaType()).isEqualTo("text/html");
  }

  @Test
  void refusesAnEmptyPage() {
    site.page("/", "text/html", "");

    assertThatThrownBy(() -> fetch("http://harbour.test/")).hasMessageContaining("empty page");
  }

  private FetchedPage fetch(String address) {
    try (HttpPageFetcher fetcher = fetcher(LIMITS)) {
      return fetcher.fetch(URI.create(address));
    }
  }

  private HttpPageFetcher fetcher(FetchLimits limits) {
    return new HttpPageFetcher(
        limits,
        AllowedHosts.NONE,
        Map.of("harbour.test", site.socket(), "pier.test", site.socket()),
        CLOCK);
  }

  private static void gzip(HttpExchange exchange, String body) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(body.getBytes(UTF_8));
    }
    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    LoopbackSite.answer(exchange, 200, "text/html", packed.toByteArray());
  }

  private static void answerInPlainText(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, 0);
    while (!await(20)) {
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
    }
  }

  private boolean await(long millis) {
    try {
      return over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
