package dev.bivouac.cli;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EntryJson;
import dev.bivouac.journal.RunState;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Journal entries as lines of JSON, each as soon as it is durable. They are written on a thread of
 * their own, so that a reader that is slow or gone never holds up a run that costs money.
 */
final class EventLines implements RunListener, AutoCloseable {
  /** Ends the writing; no entry is an empty line. */
  private static final String END = "";

  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
  private final Thread writer;

  /**
   * Begins to write.
   *
   * @param out takes one line at a time and passes it on at once
   */
  EventLines(Consumer<String> out) {
    this.writer = Thread.ofPlatform().daemon().name("bivouac-events").start(() -> write(out));
  }

  @Override
  public void appended(RunId run, Entry entry, RunState state) {
    waiting.add(EntryJson.write(run, entry).toString());
  }

  private void write(Consumer<String> out) {
    try {
      for (String line = waiting.take(); !line.equals(END); line = waiting.take()) {
        out.accept(line);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the last line is written. */
  @Override
  public void close() {
    waiting.add(END);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
