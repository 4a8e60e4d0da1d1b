package dev.bivouac.kimi;

import dev.bivouac.retry.Retries;
import dev.bivouac.retry.RetryPolicy;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives whole answers. Underneath it streams, since hosts cut connections that are silent until an
 * answer is ready, and it repeats a call that failed for a reason that may pass.
 */
public final class KimiChatModel implements ChatModel {
  private static final Logger LOG = LoggerFactory.getLogger(KimiChatModel.class);

  private final KimiStreamingChatModel streaming;
  private final KimiProfile profile;
  private final Retries retries;

  /** Repeats as {@link RetryPolicy#MODEL} says. */
  public KimiChatModel(KimiStreamingChatModel streaming) {
    this(streaming, RetryPolicy.MODEL);
  }

  /** Repeats as the policy says; one attempt means never. */
  public KimiChatModel(KimiStreamingChatModel streaming, RetryPolicy policy) {
    this.streaming = streaming;
    this.profile = KimiProfile.of(streaming);
    this.retries = new Retries(policy);
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return streaming.defaultRequestParameters();
  }

  @Override
  public List<ChatModelListener> listeners() {
    return streaming.listeners();
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    try {
      return retries.call(() -> once(request), new FailureJudge(profile), KimiChatModel::log);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Callable declares it; once() throws unchecked exceptions only.
      throw new IllegalStateException("A call to a model failed in an unknown way", e);
    }
  }

  private ChatResponse once(ChatRequest request) {
    var answer = new Answer();
    streaming.doChat(request, answer);
    return answer.get();
  }

  private static void log(int attempt, Throwable failure, Duration wait) {
    LOG.warn(
        "Attempt {} failed, next in {} ms: {}", attempt, wait.toMillis(), failure.getMessage());
  }

  private record FailureJudge(KimiProfile profile) implements Retries.Judge {
    @Override
    public boolean worthRetrying(Throwable failure) {
      return profile.failure(failure).kind().worthRetrying();
    }

    @Override
    public Optional<Duration> retryAfter(Throwable failure) {
      return profile.failure(failure).retryAfter();
    }
  }

  /** Keeps what a streamed call ended with. */
  private static final class Answer implements StreamingChatResponseHandler {
    private @Nullable ChatResponse response;
    private @Nullable RuntimeException error;

    @Override
    public void onCompleteResponse(ChatResponse complete) {
      response = complete;
    }

    @Override
    public void onError(Throwable cause) {
      error =
          cause instanceof RuntimeException unchecked
              ? unchecked
              : new IllegalStateException("A call to a model failed", cause);
    }

    ChatResponse get() {
      if (error != null) {
        throw error;
      }
      if (response == null) {
        throw new IllegalStateException("A call to a model ended without an answer or an error");
      }
      return response;
    }
  }
}
