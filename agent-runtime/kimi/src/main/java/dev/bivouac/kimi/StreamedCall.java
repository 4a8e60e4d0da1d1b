package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call from the first byte sent to the last byte read. It counts as complete only with {@code
 * [DONE]}; an answer that is one JSON document, though a stream was asked for, is taken too.
 */
final class StreamedCall implements StreamingHandle {
  private static final int MAX_EVENT = 8 * 1024 * 1024;
  private static final int MAX_DOCUMENT = 16 * 1024 * 1024;

  /** Mostly frames: those of the longest answers of today's models are about a quarter of it. */
  private static final int MAX_STREAM = 256 * 1024 * 1024;

  private static final String DONE = "[DONE]";

  private final Endpoint endpoint;
  private final ReplyAssembler reply;
  private volatile @Nullable ResponseStream stream;
  private volatile boolean cancelled;
  private int events;

  StreamedCall(Endpoint endpoint, DeclaredTools tools, StreamingChatResponseHandler handler) {
    this.endpoint = endpoint;
    this.reply = new ReplyAssembler(tools, handler, this, this::errorInside);
  }

  /**
   * Sends the body and reads the answer.
   *
   * @return the whole answer; nothing if the handler cancelled it
   * @throws LangChain4jException for everything that can go wrong on the way
   */
  Optional<ChatResponse> perform(RequestBody body) {
    try (ResponseStream opened = endpoint.post(body)) {
      stream = opened;
      boolean complete = read(opened);
      if (!complete || cancelled) {
        return Optional.empty();
      }
      opened.finish();
      return Optional.of(
          reply.complete().orElseThrow(() -> new LeakedCallsException(endpoint.host())));
    } catch (InterruptedIOException e) {
      throw new CallCancelledException(endpoint.host());
    } catch (IOException e) {
      if (cancelled) {
        return Optional.empty();
      }
      throw new IncompleteStreamException(endpoint.host(), events, e);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    ResponseStream opened = stream;
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  /** True if the answer is complete, false if the handler cancelled it. */
  private boolean read(ResponseStream opened) throws IOException {
    var in = new PushbackInputStream(opened, 1);
    int first = firstByte(in);
    if (first == '{') {
      reply.accept(document(in));
      return true;
    }
    if (first == '<') {
      String page = new String(in.readNBytes(MAX_EVENT / 1024), UTF_8);
      throw notTheApi(VendorError.ofBody(page, endpoint.redactor()).message());
    }
    return readEvents(opened, in);
  }

  /** The first byte that is not padding; it is still to be read. */
  private static int firstByte(PushbackInputStream in) throws IOException {
    int first = in.read();
    while (first == ' ' || first == '\r' || first == '\n' || first == '\t') {
      first = in.read();
    }
    if (first >= 0) {
      in.unread(first);
    }
    return first;
  }

  private JsonNode document(PushbackInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_DOCUMENT + 1);
    if (bytes.length > MAX_DOCUMENT) {
      throw new AnswerTooLargeException("The answer", MAX_DOCUMENT);
    }
    JsonNode answer =
        WireJson.parse(new String(bytes, UTF_8))
            .orElseThrow(() -> new IncompleteStreamException(endpoint.host(), events, null));
    JsonNode error = answer.path("error");
    boolean isReply = answer.path("choices").path(0).path("message").isObject();
    if (!isReply && (error.isMissingNode() || error.isNull())) {
      throw answer.path("choices").path(0).path("delta").isObject()
          ? new IncompleteStreamException(endpoint.host(), events, null)
          : errorInside(answer);
    }
    return answer;
  }

  private boolean readEvents(ResponseStream opened, PushbackInputStream in) throws IOException {
    var source = new ServerSentEvents(in, MAX_EVENT, MAX_STREAM);
    while (!cancelled) {
      ServerSentEvents.Event event =
          source
              .next()
              .orElseThrow(() -> new IncompleteStreamException(endpoint.host(), events, null));
      for (String data : documents(event.data())) {
        if (data.equals(DONE)) {
          return true;
        }
        if (!data.isEmpty()) {
          accept(event.name(), data, source.ended());
          opened.progressed();
        }
      }
    }
    return false;
  }

  /** Usually one; hosts that leave out the blank lines between events send several at once. */
  private static List<String> documents(String data) {
    boolean one = data.indexOf('\n') < 0 || WireJson.parse(data).isPresent();
    return one ? List.of(data.strip()) : data.lines().map(String::strip).toList();
  }

  private void accept(String eventName, String data, boolean cut) {
    Optional<JsonNode> chunk = WireJson.parse(data).filter(JsonNode::isObject);
    if (chunk.isEmpty()) {
      throw cut
          ? new IncompleteStreamException(endpoint.host(), events, null)
          : notTheApi(Texts.shorten(endpoint.redactor().redact(data), 80));
    }
    if (eventName.equals("error")) {
      throw errorInside(chunk.get());
    }
    events++;
    reply.accept(chunk.get());
  }

  private LangChain4jException errorInside(JsonNode json) {
    VendorError error = VendorError.of(json, endpoint.redactor());
    return ErrorKinds.exception(
        new KimiHttpException(
            endpoint.host(),
            error.status() == 0 ? 200 : error.status(),
            error,
            RetryAfter.ofWords(error.message())));
  }

  private InternalServerException notTheApi(String excerpt) {
    return new InternalServerException(
        "%s sent what is no answer of a chat model: '%s'. Check the base URL."
            .formatted(endpoint.host(), excerpt));
  }
}
