package dev.bivouac.model;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a streaming model, as a blocking call. The model runs on a virtual thread of its own,
 * and interrupting that thread cancels the call; a model that streams on other threads is cancelled
 * through its {@link StreamingHandle}.
 */
public final class ModelCall {
  /** Hears what arrives. */
  public interface Pieces {
    /** A piece of reasoning. */
    void thinking(String piece);

    /** A piece of text. */
    void text(String piece);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ModelCall.class);

  private final CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
  private final AtomicReference<StreamingHandle> handle = new AtomicReference<>();
  private final AtomicLong received = new AtomicLong();
  private volatile long heardAt = System.nanoTime();
  private final Thread thread;

  private ModelCall(StreamingChatModel model, ChatRequest request, Pieces pieces) {
    var handler = new Handler(pieces);
    this.thread =
        Thread.ofVirtual()
            .name("model")
            .unstarted(() -> {
              try {
                model.chat(request, handler);
              } catch (RuntimeException | Error e) {
                // Whatever it is: the run waits for an answer, and this thread is not heard of.
                answer.completeExceptionally(e);
              }
            });
  }

  /** Sends the request. */
  public static ModelCall start(StreamingChatModel model, ChatRequest request, Pieces pieces) {
    var call = new ModelCall(model, request, pieces);
    call.thread.start();
    return call;
  }

  /**
   * Waits for the whole answer. An interrupt cancels the call.
   *
   * @param silence how long the model may send nothing before the call is given up: not every
   *     client notices that its stream has ended
   * @throws ExecutionException with what the model reported, a {@link TimeoutException} or a {@link
   *     CancellationException}, as its cause
   */
  public ChatResponse await(Duration silence) throws ExecutionException, InterruptedException {
    try {
      return awaited(silence);
    } catch (CancellationException e) {
      throw new ExecutionException(e);
    } catch (InterruptedException e) {
      cancel();
      throw e;
    }
  }

  private ChatResponse awaited(Duration silence) throws ExecutionException, InterruptedException {
    while (true) {
      long left = silence.toNanos() - (System.nanoTime() - heardAt);
      try {
        return answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      } catch (java.util.concurrent.TimeoutException e) {
        if (System.nanoTime() - heardAt >= silence.toNanos()) {
          cancel();
          throw new ExecutionException(
              new TimeoutException(
                  "nothing of the answer came for %s".formatted(inWords(silence)), e));
        }
      }
    }
  }

  private static String inWords(Duration time) {
    return time.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /** Gives the call up: {@link #await} ends at once, and nothing more is heard of it. */
  public void cancel() {
    answer.completeExceptionally(new CancellationException("cancelled"));
    thread.interrupt();
    Optional.ofNullable(handle.get()).ifPresent(ModelCall::cancel);
  }

  private static void cancel(StreamingHandle streaming) {
    try {
      streaming.cancel();
    } catch (RuntimeException e) {
      // The model's own code; whoever cancels has others to cancel as well.
      LOG.warn("A model's stream could not be cancelled", e);
    }
  }

  private void heard(int characters) {
    received.addAndGet(characters);
    heardAt = System.nanoTime();
  }

  /** Characters that have arrived so far. */
  public long received() {
    return received.get();
  }

  private final class Handler implements StreamingChatResponseHandler {
    private final Pieces pieces;

    Handler(Pieces pieces) {
      this.pieces = pieces;
    }

    /** A stream that only begins after the call was given up is cancelled as well. */
    private void streamingOn(StreamingHandle streaming) {
      handle.set(streaming);
      if (answer.isCompletedExceptionally()) {
        cancel(streaming);
      }
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
      if (!answer.isDone()) {
        heard(piece.text().length());
        pieces.thinking(piece.text());
      }
    }

    @Override
    public void onPartialThinking(PartialThinking piece, PartialThinkingContext context) {
      streamingOn(context.streamingHandle());
      onPartialThinking(piece);
    }

    @Override
    public void onPartialResponse(String piece) {
      if (!answer.isDone()) {
        heard(piece.length());
        pieces.text(piece);
      }
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
      streamingOn(context.streamingHandle());
      onPartialResponse(piece.text());
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece) {
      if (!answer.isDone()) {
        heard(piece.partialArguments().length());
      }
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece, PartialToolCallContext context) {
      streamingOn(context.streamingHandle());
      onPartialToolCall(piece);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      answer.complete(response);
    }

    @Override
    public void onError(Throwable error) {
      answer.completeExceptionally(error);
    }
  }
}
