package dev.bivouac.tools.article;

import dev.bivouac.tool.ToolFailure;
import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches pages from the public web, and from nowhere else: every address that a connection is made
 * to is checked, on every redirect. It keeps no cookies, sends no credentials, uses no proxy, tries
 * nothing twice, and follows redirects between http and https in both directions.
 */
public final class HttpPageFetcher implements PageFetcher, Closeable {
  private static final int MAX_CONNECTIONS = 100;

  private final FetchLimits limits;
  private final AllowedHosts allowed;
  private final Clock clock;
  private final CloseableHttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * A fetcher for the public web and for what the user allows beside it.
   *
   * @param connectTo where connections to port 80 of a host really go, by host name; such a target
   *     is trusted
   */
  public HttpPageFetcher(
      FetchLimits limits,
      AllowedHosts allowed,
      Map<String, InetSocketAddress> connectTo,
      Clock clock) {
    this(
        limits, allowed, new GuardedResolver(InetAddress::getAllByName, allowed, connectTo), clock);
  }

  HttpPageFetcher(FetchLimits limits, AllowedHosts allowed, GuardedResolver resolver, Clock clock) {
    this.limits = limits;
    this.allowed = allowed;
    this.clock = clock;
    this.client = client(limits, connections(limits, resolver));
  }

  @Override
  public FetchedPage fetch(URI address) {
    PageRequest request = new PageRequest(client, limits, allowed, clock, address);
    Future<FetchedPage> page = threads.submit(request);
    try {
      return page.get(limits.total().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      request.abort();
      throw FetchFailures.tooSlow(address, limits.total());
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
      throw new ToolFailure(
          "Fetching %s was cancelled.".formatted(FetchFailures.shown(address)), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ToolFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(
          "Fetching %s failed unexpectedly.".formatted(FetchFailures.shown(address)), e.getCause());
    }
  }

  /** Breaks off what is still being fetched. */
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    threads.shutdownNow();
  }

  private static CloseableHttpClient client(
      FetchLimits limits, HttpClientConnectionManager connections) {
    return HttpClients.custom()
        .setConnectionManager(connections)
        // A proxy would look hosts up by itself, behind the back of the resolver.
        .setRoutePlanner(new DefaultRoutePlanner(null))
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setUserAgent("Bivouac/0.1")
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(timeout(limits.silence()))
                .setConnectionRequestTimeout(timeout(limits.total()))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setRedirectsEnabled(false)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  private static HttpClientConnectionManager connections(
      FetchLimits limits, GuardedResolver resolver) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(resolver)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom().setMaxLineLength(32_768).setMaxHeaderCount(200).build())
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(limits.connect()))
                .setSocketTimeout(timeout(limits.silence()))
                .build())
        .setDefaultTlsConfig(
            TlsConfig.custom().setHandshakeTimeout(timeout(limits.connect())).build())
        .setMaxConnTotal(MAX_CONNECTIONS)
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .build();
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(duration.toMillis());
  }
}
