package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.bivouac.cli.story.ToldRuns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing on a run's page does anything in a real browser, whatever was written into the run. */
class RunPageInBrowserTest {
  @TempDir private Path folder;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void somebodyListens() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().toString());
          exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void nobodyListens() {
    server.stop(0);
  }

  /** Otherwise the other tests would prove nothing. */
  @Test
  void theTrapSnaps() throws IOException, InterruptedException {
    String trap =
        HostileMarkup.all(home()).stream()
            .filter(text -> text.startsWith("<script>") || text.startsWith("<img"))
            .collect(Collectors.joining("\n"));

    Document seen = opened("<!doctype html><title>calm</title><body>" + trap);

    assertThat(seen.title()).isEqualTo(HostileMarkup.TRACE);
    assertThat(requests).contains("/fetched", "/pixel.png");
  }

  @Test
  void nothingOnThePageRuns() throws IOException, InterruptedException {
    String markup = hostilePage();

    assertQuiet(markup);
  }

  @Test
  void nothingRunsEvenWithoutItsPolicy() throws IOException, InterruptedException {
    Document page = Jsoup.parse(hostilePage());
    int metas = page.select("meta[http-equiv]").size();
    page.outputSettings().prettyPrint(false);
    page.select("meta[http-equiv]").remove();

    assertThat(metas).isEqualTo(1);
    assertQuiet(page.outerHtml());
  }

  private String hostilePage() {
    String all = String.join("\n\n", HostileMarkup.all(home()));
    return RunPageTest.markup(ToldRuns.saying(all), true);
  }

  private void assertQuiet(String markup) throws IOException, InterruptedException {
    Document seen = opened(markup);

    assertThat(seen.title()).isEqualTo("Run 0123456789ab, completed");
    assertThat(seen.select("script, img, iframe, object, embed, form")).isEmpty();
    assertThat(seen.select("section.step")).hasSize(2);
    assertThat(requests).isEmpty();
  }

  private Document opened(String markup) throws IOException, InterruptedException {
    Path page = Files.write(folder.resolve("page.html"), markup.getBytes(StandardCharsets.UTF_8));
    return Jsoup.parse(Browser.orSkip(folder).dom(page));
  }

  private String home() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
