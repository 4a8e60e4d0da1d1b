package dev.bivouac.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a client sends to a rehearsal and gets from it, byte for byte. */
public final class Wire {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rehearsal rehearsal;
  private final HttpClient direct = HttpClient.newHttpClient();
  private final HttpClient pages;

  public Wire(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
    // As a proxy the server gets the stable host names without any of them being resolved.
    InetSocketAddress web = rehearsal.hosts().values().iterator().next();
    this.pages = HttpClient.newBuilder().proxy(ProxySelector.of(web)).build();
  }

  public HttpResponse<String> chat(String body) {
    return chat(body, "Bearer any");
  }

  public HttpResponse<String> chat(String body, String authorization) {
    var uri = URI.create(rehearsal.modelBaseUrl() + "/chat/completions");
    return send(
        direct,
        HttpRequest.newBuilder(uri)
            .header("Authorization", authorization)
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** The lines of a streamed answer as they come. */
  public BufferedReader lines(String body) {
    var uri = URI.create(rehearsal.modelBaseUrl() + "/chat/completions");
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer any")
            .POST(BodyPublishers.ofString(body))
            .build();
    var stream = send(direct, request, BodyHandlers.ofInputStream()).body();
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  public HttpResponse<String> models() {
    var uri = URI.create(rehearsal.modelBaseUrl() + "/models");
    return send(direct, HttpRequest.newBuilder(uri).header("Authorization", "Bearer any").build());
  }

  public JsonNode search(String words) {
    return json(
        searchRaw("q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&format=json").body());
  }

  public HttpResponse<String> searchRaw(String query) {
    return send(
        direct,
        HttpRequest.newBuilder(URI.create(rehearsal.searchUrl() + "/search?" + query)).build());
  }

  public HttpResponse<String> page(String address) {
    return send(pages, HttpRequest.newBuilder(URI.create(address)).build());
  }

  public HttpResponse<byte[]> pageBytes(String address) {
    return send(
        pages, HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray());
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
    return send(client, request, BodyHandlers.ofString());
  }

  private static <T> HttpResponse<T> send(
      HttpClient client, HttpRequest request, BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new ConnectionLost(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The connection ended before the answer did. */
  public static final class ConnectionLost extends AssertionError {
    ConnectionLost(IOException cause) {
      super(cause);
    }
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("Not JSON: " + text, e);
    }
  }
}
