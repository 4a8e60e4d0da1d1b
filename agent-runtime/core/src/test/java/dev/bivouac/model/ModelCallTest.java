package dev.bivouac.model;

import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.thinking;
import static dev.bivouac.model.ScriptedModel.answers;
import static dev.bivouac.model.ScriptedModel.breaksAfter;
import static dev.bivouac.model.ScriptedModel.first;
import static dev.bivouac.model.ScriptedModel.hangs;
import static dev.bivouac.model.ScriptedModel.response;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelCallTest {
  private static final ChatRequest REQUEST =
      ChatRequest.builder().messages(UserMessage.from("What day is it?")).build();
  private static final ChatResponse ANSWER = response(says("2 May."));

  private static final Duration LONG = Duration.ofMinutes(5);

  private final StringBuilder heard = new StringBuilder();
  private final CountDownLatch began = new CountDownLatch(1);

  @Test
  void waitsForTheWholeAnswerAndHandsOutItsPieces() throws Exception {
    ModelCall call = start(scripted(thinking("Hm.", says("2 May."))));

    assertThat(call.await(LONG).aiMessage().text()).isEqualTo("2 May.");
    assertThat(heard).hasToString("<Hm.>2 May.");
    assertThat(call.received()).isEqualTo(9);
  }

  @Test
  void throwsWhatTheModelReports() {
    ModelCall call = start(scripted(breaksAfter("2 M", new IOException("cut"))));

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> call.await(LONG))
        .withCauseInstanceOf(IOException.class);
    assertThat(call.received()).isEqualTo(3);
  }

  @Test
  void givesUpAModelThatFallsSilentWithoutAWord() {
    ModelCall call =
        start(
            scripted(handler -> {
              handler.onPartialResponse("2 M");
            }));

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> call.await(Duration.ofMillis(1)))
        .withCauseInstanceOf(TimeoutException.class)
        .withMessageContaining("nothing of the answer came for 0.001s");
  }

  @Test
  void throwsWhatTheModelThrows() {
    ModelCall call =
        start(
            scripted(
                first(
                    () -> {
                      throw new IllegalStateException("a bug");
                    },
                    hangs())));

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> call.await(LONG))
        .withCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void doesNotWaitForAModelThatDiesOfAnError() {
    ModelCall call =
        start(
            scripted(
                first(
                    () -> {
                      throw new StackOverflowError();
                    },
                    hangs())));

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> call.await(LONG))
        .withCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void believesTheFirstReportOfAModelThatAlsoThrows() {
    ModelCall call =
        start(
            scripted(handler -> {
              handler.onError(new IOException("first"));
              throw new IllegalStateException("second");
            }));

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> call.await(LONG))
        .withCauseInstanceOf(IOException.class);
  }

  @Test
  void believesTheFirstOfTwoAnswers() throws Exception {
    ModelCall call =
        start(
            scripted(handler -> {
              handler.onCompleteResponse(ANSWER);
              handler.onCompleteResponse(response(says("3 May.")));
              handler.onPartialResponse("late");
            }));

    assertThat(call.await(LONG)).isEqualTo(ANSWER);
  }

  @Test
  void takesAnAnswerFromAnotherThread() throws Exception {
    StreamingChatModel elsewhere =
        new StreamingChatModel() {
          @Override
          public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
            Thread.ofVirtual().start(() -> handler.onCompleteResponse(ANSWER));
          }
        };

    assertThat(start(elsewhere).await(LONG)).isEqualTo(ANSWER);
  }

  @Test
  void interruptsAModelThatIsGivenUp() throws Exception {
    var interrupted = new CompletableFuture<Boolean>();
    ModelCall call =
        start(
            scripted(handler -> {
              began.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
            }));
    began.await();

    call.cancel();

    assertThat(interrupted.get()).isTrue();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> call.await(LONG))
        .withCauseInstanceOf(CancellationException.class);
  }

  @Test
  void cancelsAStreamThatRunsOnOtherThreads() throws Exception {
    var handle = new Handle();
    ModelCall call = start(streaming(handle));
    began.await();

    call.cancel();

    assertThat(handle.isCancelled()).isTrue();
  }

  @Test
  void cancelsAStreamThatBeginsAfterTheCallWasGivenUp() throws Exception {
    var handle = new Handle();
    var late = new CompletableFuture<StreamingChatResponseHandler>();
    StreamingChatModel slow =
        new StreamingChatModel() {
          @Override
          public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
            late.complete(handler);
          }
        };
    ModelCall call = start(slow);
    StreamingChatResponseHandler handler = late.get();
    call.cancel();

    handler.onPartialResponse(new PartialResponse("2"), new PartialResponseContext(handle));

    assertThat(handle.isCancelled()).isTrue();
    assertThat(heard).isEmpty();
  }

  @Test
  void survivesAStreamThatCannotBeCancelled() throws Exception {
    var broken =
        new Handle() {
          @Override
          public void cancel() {
            throw new IllegalStateException("no");
          }
        };
    ModelCall call = start(streaming(broken));
    began.await();

    call.cancel();

    assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.await(LONG));
  }

  @Test
  void givesTheCallUpWhenItsWaiterIsInterrupted() {
    ModelCall call = start(scripted(answersNever()));
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> call.await(LONG));
    assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.await(LONG));
  }

  private static ScriptedModel.Line answersNever() {
    return ScriptedModel.waits(new CountDownLatch(1), answers(ANSWER));
  }

  private StreamingChatModel streaming(StreamingHandle handle) {
    return new StreamingChatModel() {
      @Override
      public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
        handler.onPartialResponse(new PartialResponse("2"), new PartialResponseContext(handle));
        began.countDown();
      }
    };
  }

  private ModelCall start(StreamingChatModel model) {
    return ModelCall.start(
        model,
        REQUEST,
        new ModelCall.Pieces() {
          @Override
          public void thinking(String piece) {
            heard.append('<').append(piece).append('>');
          }

          @Override
          public void text(String piece) {
            heard.append(piece);
          }
        });
  }

  private static class Handle implements StreamingHandle {
    private volatile boolean cancelled;

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
