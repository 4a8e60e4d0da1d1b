package dev.bivouac.cli.view;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Draws on a thread of its own, so that nobody else ever waits for the terminal: a terminal that is
 * stopped with Ctrl-S stops this thread alone, and what is said meanwhile is kept up to a bound.
 */
public final class LiveScreen {
  /** Lines that wait to be drawn; the oldest give way. */
  static final int WAITING = 1000;

  private static final Duration FRAME = Duration.ofMillis(100);
  private static final int FRAMES_A_TICK = 10;
  private static final Duration ASLEEP = Duration.ofMillis(400);

  private final OutputStream out;
  private final Painter painter;
  private final Function<ScreenSize, List<Line>> region;
  private final Supplier<ScreenSize> sizes;
  private final Supplier<Boolean> foreground;
  private final Thread thread = new Thread(this::draw, "live view");

  private final CountDownLatch closing = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Line> above = new ArrayDeque<>();
  private int dropped;
  private volatile boolean changed = true;
  private volatile boolean resized = true;
  private volatile boolean lost;

  /**
   * What a screen is like.
   *
   * @param coloured true if it may use colours, bold and dim
   * @param reflows true if the terminal breaks old lines anew when it is resized
   */
  public record Look(boolean coloured, boolean reflows) {}

  private LiveScreen(
      OutputStream out,
      Look look,
      Function<ScreenSize, List<Line>> region,
      Supplier<ScreenSize> sizes,
      Supplier<Boolean> foreground) {
    this.out = out;
    this.painter = new Painter(look.coloured(), look.reflows());
    this.region = region;
    this.sizes = sizes;
    this.foreground = foreground;
  }

  /**
   * Draws on this process's terminal from now on.
   *
   * @param out leads to it
   * @param region what to draw below the finished lines; asked on the drawing thread
   */
  public static LiveScreen open(
      OutputStream out, Look look, Function<ScreenSize, List<Line>> region) {
    return open(out, look, region, TerminalProbe::size, TerminalProbe::isForeground);
  }

  static LiveScreen open(
      OutputStream out,
      Look look,
      Function<ScreenSize, List<Line>> region,
      Supplier<ScreenSize> sizes,
      Supplier<Boolean> foreground) {
    var screen = new LiveScreen(out, look, region, sizes, foreground);
    screen.thread.setDaemon(true);
    screen.thread.start();
    return screen;
  }

  /** True if this process has its terminal to itself. */
  public static boolean ownsTerminal() {
    return TerminalProbe.isForeground();
  }

  /** A finished line. It is drawn soon. */
  public void say(Line line) {
    lock.lock();
    try {
      if (above.size() == WAITING) {
        above.remove();
        dropped++;
      }
      above.add(line);
    } finally {
      lock.unlock();
    }
    changed = true;
  }

  /** The region would look different now. Costs nothing: the drawing thread looks now and then. */
  public void changed() {
    changed = true;
  }

  /** The terminal has another size. */
  public void resized() {
    resized = true;
  }

  /** The process was stopped and goes on: the screen has other things on it now. */
  public void continued() {
    lost = true;
    resized = true;
  }

  /**
   * Draws what waits, takes the region away and draws no more.
   *
   * @param patience how long to wait for the terminal
   * @return false if the terminal takes nothing
   */
  public boolean close(Duration patience) {
    closing.countDown();
    try {
      thread.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private void draw() {
    var size = ScreenSize.USUAL;
    boolean own = true;
    boolean last = false;
    for (int frame = 0; !last; frame++) {
      last = awaitFrame();
      boolean tick = frame % FRAMES_A_TICK == 0;
      if (resized) {
        resized = false;
        size = sizes.get();
        changed = true;
      }
      if (lost || tick) {
        boolean before = own;
        own = foreground.get();
        if (lost || own != before) {
          painter.forget();
        }
        lost = false;
      }
      if (changed || last || tick) {
        changed = false;
        // In the background the terminal is somebody else's: only finished lines are shown.
        List<Line> below = last || !own ? List.of() : region.apply(size);
        send(painter.frame(takeAbove(), below, size));
      }
    }
  }

  /** True if this frame is the last. */
  private boolean awaitFrame() {
    try {
      boolean last;
      long began;
      do {
        // After Ctrl-Z and fg this may wake before the signal that says so was heard.
        began = System.nanoTime();
        last = closing.await(FRAME.toMillis(), TimeUnit.MILLISECONDS);
      } while (!last && System.nanoTime() - began > ASLEEP.toNanos());
      return last;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private List<Line> takeAbove() {
    lock.lock();
    try {
      var lines = new ArrayList<Line>(above.size() + 1);
      if (dropped > 0) {
        lines.add(
            Line.whole(Line.Tone.DIM, "(%,d lines were not shown in time)".formatted(dropped)));
        dropped = 0;
      }
      lines.addAll(above);
      above.clear();
      return lines;
    } finally {
      lock.unlock();
    }
  }

  private void send(String frame) {
    if (frame.isEmpty()) {
      return;
    }
    try {
      out.write(frame.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      painter.forget(); // the terminal is gone; the run goes on
    }
  }
}
