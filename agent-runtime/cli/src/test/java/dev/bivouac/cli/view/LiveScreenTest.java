package dev.bivouac.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.cli.view.Line.Tone;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
  private static final LiveScreen.Look PLAIN = new LiveScreen.Look(false, false);
  private static final ScreenSize SIZE = new ScreenSize(40, 10);
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void leavesOnlyWhatIsDone() {
    var sent = new ByteArrayOutputStream();
    var drawn = new CountDownLatch(3);
    LiveScreen screen =
        LiveScreen.open(
            sent,
            PLAIN,
            size -> {
              drawn.countDown();
              return List.of(Line.cut(Tone.STRONG, "status"));
            },
            () -> SIZE,
            () -> true);
    screen.say(Line.whole(Tone.PLAIN, "one"));
    awaitWhile(drawn, screen::changed);
    screen.say(Line.whole(Tone.PLAIN, "two"));
    assertThat(screen.close(LONG)).isTrue();
    assertThat(screen.close(LONG)).isTrue();
    String all = sent.toString(StandardCharsets.UTF_8);
    assertThat(all).contains("status");
    var terminal = new Emulator(40, 10);
    terminal.write(all);
    assertThat(terminal.rows()).containsExactly("one", "two");
  }

  @Test
  void drawsNoRegionInTheBackground() {
    var sent = new ByteArrayOutputStream();
    LiveScreen screen =
        LiveScreen.open(
            sent,
            PLAIN,
            size -> {
              throw new AssertionError("nobody is to be asked");
            },
            () -> SIZE,
            () -> false);
    screen.say(Line.whole(Tone.PLAIN, "one"));
    assertThat(screen.close(LONG)).isTrue();
    assertThat(Emulator.withoutOwnSequences(sent.toString(StandardCharsets.UTF_8)))
        .isEqualTo("one");
  }

  @Test
  void makesNobodyWaitForATerminalThatIsStopped() {
    var stopped = new CountDownLatch(1);
    var writing = new CountDownLatch(1);
    var sent = new ByteArrayOutputStream();
    var terminal =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("frames are written whole");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            writing.countDown();
            awaitWhile(stopped, () -> {});
            sent.write(bytes, from, length);
          }
        };
    LiveScreen screen =
        LiveScreen.open(
            terminal,
            PLAIN,
            size -> List.of(Line.cut(Tone.STRONG, "status")),
            () -> SIZE,
            () -> true);
    awaitWhile(writing, screen::changed);
    for (int i = 1; i <= LiveScreen.WAITING + 500; i++) {
      screen.say(Line.whole(Tone.PLAIN, "line " + i));
    }
    assertThat(screen.close(Duration.ofMillis(1))).isFalse();
    stopped.countDown();
    assertThat(screen.close(LONG)).isTrue();
    assertThat(sent.toString(StandardCharsets.UTF_8))
        .contains("(500 lines were not shown in time)", "line 501", "line 1500")
        .doesNotContain("line 500\033");
  }

  private static void awaitWhile(CountDownLatch latch, Runnable meanwhile) {
    try {
      while (!latch.await(10, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        meanwhile.run();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
