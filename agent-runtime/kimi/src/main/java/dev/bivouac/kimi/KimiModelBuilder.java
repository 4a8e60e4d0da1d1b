package dev.bivouac.kimi;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link KimiStreamingChatModel} needs. */
public final class KimiModelBuilder {
  private static final int MAX_TOKENS = 32_768;
  private static final Pattern KEY = Pattern.compile("[!-~]*");
  private static final String OPERATION = "/chat/completions";

  private Provider provider = Providers.MOONSHOT;
  private @Nullable String baseUrl;
  private String apiKey = "";
  private @Nullable String model;
  private int maxTokens = MAX_TOKENS;
  private @Nullable Double temperature;
  private Duration connectTimeout = Duration.ofSeconds(20);
  private Duration idleTimeout = Duration.ofMinutes(5);
  private Duration totalTimeout = Duration.ofHours(2);
  private Map<String, String> customHeaders = Map.of();
  private List<ChatModelListener> listeners = List.of();
  private WireLog wireLog = WireLog.NONE;

  KimiModelBuilder() {}

  /** The host, which brings base URL, default model and dialect; {@code moonshot} if not set. */
  public KimiModelBuilder provider(Provider host) {
    this.provider = host;
    return this;
  }

  /** Another address than the provider's, without {@code /chat/completions}. */
  public KimiModelBuilder baseUrl(String url) {
    this.baseUrl = url;
    return this;
  }

  /** The key; may be left out for a server that wants none. */
  public KimiModelBuilder apiKey(String key) {
    this.apiKey = key.strip();
    return this;
  }

  /** The model's id as the host spells it. */
  public KimiModelBuilder model(String id) {
    this.model = id;
    return this;
  }

  /** The most tokens of one answer, reasoning included; 32,768 if not set. Always sent. */
  public KimiModelBuilder maxTokens(int tokens) {
    this.maxTokens = tokens;
    return this;
  }

  /**
   * From 0 to 1. If not set, 1.0 for K2 Thinking, and left out for others: newer models refuse any
   * but their own.
   */
  public KimiModelBuilder temperature(double value) {
    this.temperature = value;
    return this;
  }

  /** How long to wait for a connection; 20 s if not set. */
  public KimiModelBuilder connectTimeout(Duration limit) {
    this.connectTimeout = limit;
    return this;
  }

  /** How long the host may send no byte, before the answer and within it; 5 min if not set. */
  public KimiModelBuilder idleTimeout(Duration limit) {
    this.idleTimeout = limit;
    return this;
  }

  /** How long a whole call may take; if not set 2 h, which is the vendor's own limit. */
  public KimiModelBuilder totalTimeout(Duration limit) {
    this.totalTimeout = limit;
    return this;
  }

  /** Headers to send besides; they may replace the usual ones. */
  public KimiModelBuilder customHeaders(Map<String, String> headers) {
    this.customHeaders = new LinkedHashMap<>(headers);
    return this;
  }

  /** LangChain4j's listeners. */
  public KimiModelBuilder listeners(List<ChatModelListener> heard) {
    this.listeners = List.copyOf(heard);
    return this;
  }

  /** Hears what goes over the wire, keys taken out; nobody if not set. */
  public KimiModelBuilder wireLog(WireLog log) {
    this.wireLog = log;
    return this;
  }

  /** The model. */
  public KimiStreamingChatModel build() {
    return new KimiStreamingChatModel(this);
  }

  Provider provider() {
    return provider;
  }

  List<ChatModelListener> listeners() {
    return listeners;
  }

  WireLog wireLog() {
    return wireLog;
  }

  Redactor redactor() {
    return new Redactor(apiKey);
  }

  TimeLimits limits() {
    return new TimeLimits(connectTimeout, idleTimeout, totalTimeout);
  }

  ChatRequestParameters parameters() {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens must be positive, was " + maxTokens);
    }
    String id = model != null ? model : provider.defaultModel().orElseThrow(this::noModel);
    var parameters =
        DefaultChatRequestParameters.builder().modelName(id).maxOutputTokens(maxTokens);
    if (temperature != null) {
      parameters.temperature(temperature);
    } else {
      ModelFacts.at(provider, id).temperature().ifPresent(parameters::temperature);
    }
    return parameters.build();
  }

  private IllegalArgumentException noModel() {
    return new IllegalArgumentException(
        "Provider '%s' has no usual model. Name one.".formatted(provider.name()));
  }

  /** Checked here, so that no exception of the HTTP client shows a key. */
  Map<String, String> headers() {
    if (!KEY.matcher(apiKey).matches()) {
      throw new IllegalArgumentException(
          "The API key must be printable ASCII without spaces; check how %s was set."
              .formatted(provider.keyVariable().orElse("it")));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "text/event-stream, application/json");
    if (!apiKey.isEmpty()) {
      headers.put("Authorization", "Bearer " + apiKey);
    }
    customHeaders.forEach((name, value) -> {
      requireHeader(name, value);
      headers.keySet().removeIf(name::equalsIgnoreCase);
      headers.put(name, value);
    });
    return headers;
  }

  private static void requireHeader(String name, String value) {
    boolean accepted;
    try {
      HttpRequest.newBuilder().header(name, value);
      accepted = true;
    } catch (IllegalArgumentException e) {
      accepted = false;
    }
    if (!accepted) {
      throw new IllegalArgumentException(
          "The header '%s' cannot be sent: its name is reserved, or its value is not one line."
              .formatted(name));
    }
  }

  URI baseUrl() {
    String given =
        baseUrl != null
            ? baseUrl.strip()
            : provider
                .baseUrl()
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "Provider '%s' needs a base URL, such as http://localhost:8000/v1."
                            .formatted(provider.name())));
    return parse(given);
  }

  private static URI parse(String given) {
    String url = given.replaceAll("/+$", "");
    url = url.endsWith(OPERATION) ? url.substring(0, url.length() - OPERATION.length()) : url;
    try {
      var address = new URI(url);
      boolean web =
          "http".equalsIgnoreCase(address.getScheme())
              || "https".equalsIgnoreCase(address.getScheme());
      if (web
          && address.getHost() != null
          && address.getUserInfo() == null
          && address.getQuery() == null
          && address.getFragment() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw wrongBaseUrl(e);
    }
    throw wrongBaseUrl(null);
  }

  /** The address itself is not shown: people paste keys into it. */
  private static IllegalArgumentException wrongBaseUrl(@Nullable URISyntaxException cause) {
    return new IllegalArgumentException(
        "The base URL must look like https://host/v1, without user, query or fragment"
            + (cause == null ? "." : "; it is wrong at position " + cause.getIndex() + "."));
  }
}
