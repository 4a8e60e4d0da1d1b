package dev.bivouac.kimi;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to Kimi at its vendor or at any other host, and streams reasoning, text and tool calls.
 *
 * <p>{@code chat} <b>blocks</b> the calling thread until the answer is complete or has failed, and
 * calls the handler on that thread; call it on a virtual thread. Interrupting the thread closes the
 * connection: the handler then gets a {@link CallCancelledException} and the interrupt flag is set.
 * The {@code StreamingHandle} that the handler is given closes it too; after that the handler hears
 * nothing more, and {@code chat} returns.
 *
 * <p>Otherwise either {@code onCompleteResponse} or {@code onError} is called, and only once. An
 * exception that the handler throws ends the call and comes back to its {@code onError}. A stream
 * that ends without {@code [DONE]} is a failure, even if it had a finish reason.
 *
 * <p>Nothing is repeated here, since what was already streamed cannot be taken back. {@link
 * KimiChatModel} repeats; so does whoever reads {@link KimiProfile#failure}.
 */
public final class KimiStreamingChatModel implements StreamingChatModel {
  private static final Logger LOG = LoggerFactory.getLogger(KimiStreamingChatModel.class);

  private final Provider provider;
  private final URI baseUrl;
  private final ChatRequestParameters defaults;
  private final List<ChatModelListener> listeners;
  private final RequestEncoder encoder;
  private final Endpoint endpoint;

  KimiStreamingChatModel(KimiModelBuilder builder) {
    this.provider = builder.provider();
    this.baseUrl = builder.baseUrl();
    this.defaults = builder.parameters();
    this.listeners = builder.listeners();
    this.encoder = new RequestEncoder(provider.dialect());
    this.endpoint =
        new Endpoint(
            URI.create(baseUrl + "/chat/completions"),
            builder.headers(),
            builder.limits(),
            builder.redactor(),
            builder.wireLog());
  }

  /** Collects what a model needs: at least a key, and a base URL for a custom provider. */
  public static KimiModelBuilder builder() {
    return new KimiModelBuilder();
  }

  /** The provider whose dialect is spoken. */
  public Provider host() {
    return provider;
  }

  /** The part of the address before {@code /chat/completions}. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The model's id, unless a request names another. */
  public String model() {
    return defaults.modelName();
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return defaults;
  }

  @Override
  public List<ChatModelListener> listeners() {
    return listeners;
  }

  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    try {
      RequestBody body = encoder.encode(withDefaults(request));
      new StreamedCall(endpoint, new DeclaredTools(request.toolSpecifications()), handler)
          .perform(body)
          .ifPresent((ChatResponse response) -> handler.onCompleteResponse(response));
    } catch (RuntimeException e) {
      // All of them, the handler's own included: LangChain4j's contract is that onError hears it.
      report(handler, e);
    }
  }

  /**
   * The body that a request is sent with: JSON in UTF-8, no key in it.
   *
   * @throws dev.langchain4j.exception.UnsupportedFeatureException if it holds what cannot be sent
   */
  public byte[] body(ChatRequest request) {
    return encoder.encode(withDefaults(request)).bytes();
  }

  /** SHA-256 over the body that a request is sent with, in hexadecimal. */
  public String digest(ChatRequest request) {
    return encoder.encode(withDefaults(request)).digest();
  }

  private ChatRequest withDefaults(ChatRequest request) {
    return ChatRequest.builder()
        .messages(request.messages())
        .parameters(defaults.overrideWith(request.parameters()))
        .build();
  }

  private static void report(StreamingChatResponseHandler handler, RuntimeException error) {
    try {
      handler.onError(error);
    } catch (RuntimeException e) {
      LOG.warn("A handler failed in onError, which is ignored", e);
    }
  }

  @Override
  public String toString() {
    return "KimiStreamingChatModel{%s at %s}".formatted(model(), baseUrl);
  }
}
