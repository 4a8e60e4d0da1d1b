package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.TimeoutException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LimitsAndCancellingTest extends OneHostTest {
  private static final String BEGINNING = "data: " + delta("{\"content\":\"Hi\"}") + "\n\n";

  @ParameterizedTest
  @ValueSource(strings = {"", "data: {\"choices\":[]}\n\n"})
  void givesUpAHostThatFallsSilent(String beginning) {
    host.answers(host.stallsAfter(beginning));

    var heard = ask(builder().idleTimeout(Duration.ofMillis(150)).build(), HELLO);

    assertThat(heard.error())
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("sent no byte for 0.15s");
  }

  @Test
  void givesUpAHostThatNeverFinishes() throws InterruptedException {
    host.answers(host.dripsAfter(BEGINNING));
    var model =
        builder().idleTimeout(Duration.ofSeconds(20)).totalTimeout(Duration.ofMillis(300)).build();

    var heard = ask(model, HELLO);

    assertThat(heard.error())
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("not finished its answer after 0.3s");
    assertThat(host.noticedThatTheClientLeft()).isTrue();
  }

  @Test
  void givesUpAHostThatOnlyShowsSignsOfLife() throws InterruptedException {
    host.answers(host.dripsAfter(BEGINNING));
    var model = builder().idleTimeout(Duration.ofMillis(200)).build();

    var heard = ask(model, HELLO);

    assertThat(heard.error())
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("nothing of its answer for 0.8s, only signs of life");
    assertThat(host.noticedThatTheClientLeft()).isTrue();
  }

  @Test
  void doesNotGiveUpAHostThatOnlySendsCommentsForAWhile() {
    var model = builder().idleTimeout(Duration.ofSeconds(10)).build();
    host.answers(
        LoopbackHost.inParts(
            ": wait\n\n".getBytes(UTF_8),
            LoopbackHost.sse(delta("{\"content\":\"Hi\"}")).getBytes(UTF_8)));

    assertThat(ask(model, HELLO).response().aiMessage().text()).isEqualTo("Hi");
  }

  @Test
  void anInterruptClosesTheConnectionAndIsPassedOn() throws InterruptedException {
    host.answers(host.dripsAfter(BEGINNING));
    var flagKept = new AtomicBoolean();
    var model = builder().build();
    var handler = new InterruptingHandler();

    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              model.chat(HELLO, handler);
              flagKept.set(Thread.currentThread().isInterrupted());
            });
    caller.join();

    assertThat(handler.error()).isInstanceOf(CallCancelledException.class);
    assertThat(flagKept).isTrue();
    assertThat(host.noticedThatTheClientLeft()).isTrue();
  }

  @Test
  void anInterruptEndsTheWaitForTheFirstByte() throws InterruptedException {
    var waiting = new CountDownLatch(1);
    LoopbackHost.Answer silence = host.stallsAfter("");
    host.answers(exchange -> {
      waiting.countDown();
      silence.to(exchange);
    });
    var handler = new RecordingHandler();
    KimiStreamingChatModel model = builder().build();

    Thread caller = Thread.ofVirtual().start(() -> model.chat(HELLO, handler));
    waiting.await();
    caller.interrupt();
    caller.join();

    assertThat(handler.error()).isInstanceOf(CallCancelledException.class);
  }

  @Test
  void saysWhereNobodyListens() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    var heard = ask(builder().baseUrl("http://127.0.0.1:" + port + "/v1").build(), HELLO);

    assertThat(heard.error())
        .isInstanceOf(ConnectionException.class)
        .hasMessageStartingWith("No connection to 127.0.0.1:" + port);
  }

  /** Interrupts the thread of the call as soon as the answer has begun. */
  private static final class InterruptingHandler extends RecordingHandler {
    @Override
    public void onPartialResponse(String text) {
      Thread.currentThread().interrupt();
    }
  }
}
