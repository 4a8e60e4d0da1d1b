package dev.bivouac.cli.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What this program's classes and its libraries log, taken from the screen to where it belongs. */
public final class LibraryLog implements AutoCloseable {
  /** Hears a record. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Something was logged.
     *
     * @param record when, by whom, how grave
     * @param text the message, with a stack trace if there is one
     */
    void logged(LogRecord record, String text);
  }

  private static final Logger ROOT = Logger.getLogger("");

  private final Handler handler;
  private final List<Handler> before;

  private LibraryLog(Handler handler, List<Handler> before) {
    this.handler = handler;
    this.before = before;
  }

  /** From now on all of it goes there and nowhere else. */
  public static LibraryLog to(Sink sink) {
    List<Handler> before = List.of(ROOT.getHandlers());
    before.forEach(ROOT::removeHandler);
    Handler handler = handler(sink);
    ROOT.addHandler(handler);
    return new LibraryLog(handler, before);
  }

  private static Handler handler(Sink sink) {
    return new Handler() {
      private final SimpleFormatter formatter = new SimpleFormatter();

      @Override
      public void publish(LogRecord record) {
        sink.logged(record, formatter.formatMessage(record) + trace(record));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static String trace(LogRecord record) {
    if (record.getThrown() == null) {
      return "";
    }
    var text = new StringWriter();
    record.getThrown().printStackTrace(new PrintWriter(text));
    return "\n" + text;
  }

  /** It goes where it went before. */
  @Override
  public void close() {
    ROOT.removeHandler(handler);
    before.forEach(ROOT::addHandler);
  }
}
