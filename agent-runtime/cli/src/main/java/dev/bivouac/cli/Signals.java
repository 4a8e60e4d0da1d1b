package dev.bivouac.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Ctrl-C, SIGTERM and SIGHUP: the first asks the work to stop where it stands, the second ends the
 * process at once. A terminal that is closed (SIGHUP) thus leaves a run that can be resumed; under
 * {@code nohup} the JVM keeps ignoring it.
 *
 * <p>{@code sun.misc.Signal} is reached by reflection: it is exported for exactly this use, and
 * javac warns of every mention in a way that cannot be switched off.
 */
final class Signals {
  private static final long LAST_WORDS_MILLIS = 500;

  private final AtomicInteger code = new AtomicInteger();
  private final IntConsumer stop;
  private final Runnable lastWords;

  private Signals(IntConsumer stop, Runnable lastWords) {
    this.stop = stop;
    this.lastWords = lastWords;
  }

  /**
   * Listens from now on.
   *
   * @param stop called once, on a thread of the JVM's, with the exit code of the signal
   * @param lastWords called before the process ends at once; cut short if it takes long
   */
  static Signals listen(IntConsumer stop, Runnable lastWords) {
    var signals = new Signals(stop, lastWords);
    on("INT", () -> signals.came(ExitCode.SIGINT));
    on("TERM", () -> signals.came(ExitCode.SIGTERM));
    on("HUP", () -> signals.came(ExitCode.SIGHUP));
    return signals;
  }

  /** From now on Ctrl-C is for the program in front of this one. */
  static void ignoreCtrlC() {
    on("INT", () -> {});
  }

  /** The exit code of the signal that came; 0 if none did. */
  int code() {
    return code.get();
  }

  /** Runs this, on a thread of the JVM's, whenever the signal comes; instead of what was before. */
  static void on(String name, Runnable action) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "equals" ->
                  System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
              case "hashCode" -> System.identityHashCode(proxy);
              case "toString" -> name;
              default -> {
                action.run();
                yield null;
              }
            };
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {signalHandler}, handler);
      Method handle = signal.getMethod("handle", signal, signalHandler);
      handle.invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    } catch (ReflectiveOperationException e) {
      if (!(e instanceof InvocationTargetException)) {
        throw new IllegalStateException("this Java has no sun.misc.Signal", e);
      }
      // The JVM keeps this signal for itself (-Xrs); then it ends the process as it always did.
    }
  }

  private void came(int exitCode) {
    if (code.compareAndSet(0, exitCode)) {
      stop.accept(exitCode);
      return;
    }
    Thread last = Thread.ofPlatform().daemon().name("last words").start(lastWords);
    try {
      last.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
