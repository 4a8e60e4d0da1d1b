package dev.bivouac.tools.article;

import dev.bivouac.tool.ToolFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** One fetch: a request, and one more for each redirect. Another thread may abort it. */
final class PageRequest implements Callable<FetchedPage> {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> USUAL_PORTS = Set.of(80, 443, 8080, 8443);
  private static final String ACCEPT =
      "text/html,application/xhtml+xml,text/plain,text/markdown,application/xml;q=0.9,text/xml;q=0.9,application/rss+xml;q=0.9,application/atom+xml;q=0.9";

  private final CloseableHttpClient client;
  private final FetchLimits limits;
  private final AllowedHosts allowed;
  private final Clock clock;
  private final URI requested;
  private final AtomicReference<@Nullable HttpGet> current = new AtomicReference<>();
  private volatile boolean aborted;

  PageRequest(
      CloseableHttpClient client,
      FetchLimits limits,
      AllowedHosts allowed,
      Clock clock,
      URI requested) {
    this.client = client;
    this.limits = limits;
    this.allowed = allowed;
    this.clock = clock;
    this.requested = requested;
  }

  /** What a server says: the page is here, or there. */
  private sealed interface Answer {
    record Page(FetchedPage page) implements Answer {}

    record Moved(URI target) implements Answer {}
  }

  @Override
  public FetchedPage call() {
    URI address = PageAddress.parse(requested.toString());
    for (int redirects = 0; redirects <= limits.maxRedirects(); redirects++) {
      requireUsualPort(address);
      switch (ask(address)) {
        case Answer.Page(FetchedPage page) -> {
          return page;
        }
        case Answer.Moved(URI target) -> address = target;
      }
    }
    throw new ToolFailure(
        "%s redirects more than %d times. Use another source."
            .formatted(FetchFailures.shown(requested), limits.maxRedirects()));
  }

  /** Ends the fetch, whatever it is doing, by closing its connection. */
  void abort() {
    aborted = true;
    HttpGet get = current.get();
    if (get != null) {
      get.abort();
    }
  }

  private void requireUsualPort(URI address) {
    int port = FetchFailures.port(address);
    if (!USUAL_PORTS.contains(port) && !allowed.allows(address.getHost(), port)) {
      throw new ToolFailure(
          "The port %d of '%s' is not one of web pages (80, 443, 8080, 8443), so it is refused. The user can allow it with --allow-private %s:%d."
              .formatted(port, address.getHost(), address.getHost(), port));
    }
  }

  private Answer ask(URI address) {
    HttpGet get = new HttpGet(address);
    get.setHeader("Accept", ACCEPT);
    current.set(get);
    if (aborted) {
      get.abort();
    }
    try (ClassicHttpResponse response = client.executeOpen(null, get, null)) {
      try {
        return answer(address, response);
      } finally {
        get.abort(); // closing alone would first read what is left of the body
      }
    } catch (IOException e) {
      throw FetchFailures.io(address, e);
    }
  }

  private Answer answer(URI address, ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    if (REDIRECTS.contains(status)) {
      String location = header(response, "Location");
      return PageAddress.resolve(address, location)
          .map(Answer.Moved::new)
          .orElseThrow(() -> badRedirect(address, location));
    }
    if (status != 200 && status != 203) {
      var retryAfter = FetchFailures.retryAfter(header(response, "Retry-After"), clock);
      throw FetchFailures.status(address, status, retryAfter);
    }
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : body(address, response, entity);
    if (body.length == 0) {
      throw new ToolFailure(
          FetchFailures.shown(address) + " is an empty page. Use another source.");
    }
    String contentType = header(response, "Content-Type");
    String mediaType = MediaTypes.of(contentType).orElseGet(() -> MediaTypes.sniff(body));
    MediaTypes.requireText(address, mediaType);
    String text = PageText.decode(body, contentType);
    return new Answer.Page(new FetchedPage(requested, address, mediaType, text));
  }

  private byte[] body(URI address, ClassicHttpResponse response, HttpEntity entity)
      throws IOException {
    MediaTypes.of(header(response, "Content-Type"))
        .ifPresent(type -> MediaTypes.requireText(address, type));
    if (entity.getContentLength() > limits.maxBytes()) {
      throw tooLarge(address);
    }
    try (InputStream content = entity.getContent()) {
      byte[] body = content.readNBytes(limits.maxBytes() + 1);
      if (body.length > limits.maxBytes()) {
        HttpGet get = current.get();
        if (get != null) {
          get.abort();
        }
        throw tooLarge(address);
      }
      return body;
    }
  }

  private ToolFailure tooLarge(URI address) {
    return new ToolFailure(
        "%s is larger than %,d bytes. Use another source."
            .formatted(FetchFailures.shown(address), limits.maxBytes()));
  }

  private static ToolFailure badRedirect(URI address, String location) {
    return new ToolFailure(
        "%s redirects to '%s', which is not the address of a page. Use another source."
            .formatted(FetchFailures.shown(address), SafeText.oneLine(location, 120)));
  }

  private static String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return Optional.ofNullable(header).map(Header::getValue).orElse("").strip();
  }
}
