package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.exception.LangChain4jException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The address that requests go to. Redirects are not followed, so that the key goes nowhere else;
 * it is only ever in the {@code Authorization} header.
 */
final class Endpoint {
  private static final int MAX_ERROR_BODY = 64 * 1024;

  private final HttpClient client;
  private final URI address;
  private final Map<String, String> headers;
  private final TimeLimits limits;
  private final Redactor redactor;
  private final WireTap tap;

  /**
   * Knows where to send requests and with which headers.
   *
   * @param headers all that is sent, the key included
   */
  Endpoint(
      URI address,
      Map<String, String> headers,
      TimeLimits limits,
      Redactor redactor,
      WireLog wire) {
    this.address = address;
    this.headers = Map.copyOf(headers);
    this.limits = limits;
    this.redactor = redactor;
    this.tap = new WireTap(wire, redactor);
    // Over plain HTTP, version 2 would send upgrade headers that some servers stumble over.
    boolean secure = "https".equalsIgnoreCase(address.getScheme());
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(limits.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(secure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** Who answers, for messages. */
  String host() {
    return address.getHost();
  }

  Redactor redactor() {
    return redactor;
  }

  /** The host and the port, for messages about the connection. */
  static String hostAndPort(URI address) {
    boolean secure = "https".equalsIgnoreCase(address.getScheme());
    int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    return address.getHost() + ":" + port;
  }

  /**
   * Sends a request and waits until the answer begins.
   *
   * @return the body of an answer with status 200; the caller closes it
   * @throws LangChain4jException for every other answer, and for none
   */
  ResponseStream post(RequestBody body) {
    var deadline = new Deadline(limits);
    WireTap.Exchange exchange = tap.sent(address, headers, body);
    var stream = new ResponseStream(host(), deadline, exchange);
    var response = new AtomicReference<HttpResponse.@Nullable ResponseInfo>();
    CompletableFuture<HttpResponse<ResponseStream>> answer =
        client.sendAsync(
            request(body),
            info -> {
              response.set(info);
              exchange.answered(info);
              return stream;
            });
    boolean passedOn = false;
    try {
      answer.get(Math.max(0, deadline.nanosToWait()), TimeUnit.NANOSECONDS);
      HttpResponse.ResponseInfo info = response.get();
      if (info == null || info.statusCode() / 100 != 2) {
        throw refusal(info, stream);
      }
      passedOn = true;
      return stream;
    } catch (TimeoutException e) {
      exchange.broke(e);
      throw deadline.exceeded(host());
    } catch (ExecutionException e) {
      exchange.broke(e.getCause() == null ? e : e.getCause());
      throw notConnected(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(host());
    } finally {
      if (!passedOn) {
        answer.cancel(true);
        stream.close();
      }
    }
  }

  private HttpRequest request(RequestBody body) {
    var request = HttpRequest.newBuilder(address).POST(body.publisher());
    headers.forEach(request::setHeader);
    return request.build();
  }

  private ConnectionException notConnected(@Nullable Throwable cause) {
    IOException reason = cause instanceof IOException io ? io : new IOException(cause);
    return new ConnectionException(hostAndPort(address), reason);
  }

  private LangChain4jException refusal(
      HttpResponse.@Nullable ResponseInfo info, ResponseStream stream) {
    if (info == null) {
      return notConnected(new IOException("no answer"));
    }
    int status = info.statusCode();
    VendorError error = VendorError.ofBody(beginning(stream), redactor);
    if (status < 400) {
      error = new VendorError(0, "", "Redirects are not followed. Check the base URL.");
    }
    return ErrorKinds.exception(
        new KimiHttpException(
            host(), status, error, RetryAfter.of(info.headers(), error.message())));
  }

  /** As much of an error's body as is worth reading, and as comes. */
  private static String beginning(ResponseStream stream) {
    var read = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    try {
      int count = stream.read(buffer);
      while (count >= 0 && read.size() < MAX_ERROR_BODY) {
        read.write(buffer, 0, Math.min(count, MAX_ERROR_BODY - read.size()));
        count = stream.read(buffer);
      }
      if (count < 0) {
        stream.finish();
      }
    } catch (IOException | LangChain4jException cutOff) {
      return read.toString(UTF_8);
    }
    return read.toString(UTF_8);
  }
}
