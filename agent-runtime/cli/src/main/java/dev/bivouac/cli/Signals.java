package dev.bivouac.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C and SIGTERM: the first asks the work to stop where it stands, the second ends the process
 * at once.
 *
 * <p>{@code sun.misc.Signal} is reached by reflection: it is exported for exactly this use, and
 * javac warns of every mention in a way that cannot be switched off.
 */
final class Signals {
  private final AtomicInteger code = new AtomicInteger();

  private Signals() {}

  /**
   * Listens from now on.
   *
   * @param stop called once, on a thread of the JVM's
   */
  static Signals listen(Runnable stop) {
    var signals = new Signals();
    signals.handle("INT", ExitCode.SIGINT, stop);
    signals.handle("TERM", ExitCode.SIGTERM, stop);
    return signals;
  }

  /** The exit code of the signal that came; resumable if the run was stopped some other way. */
  int code() {
    return code.get() == 0 ? ExitCode.PAUSED : code.get();
  }

  private void handle(String name, int exitCode, Runnable stop) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "equals" ->
                  System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
              case "hashCode" -> System.identityHashCode(proxy);
              case "toString" -> name;
              default -> {
                came(exitCode, stop);
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

  private void came(int exitCode, Runnable stop) {
    if (!code.compareAndSet(0, exitCode)) {
      Runtime.getRuntime().halt(exitCode);
    }
    stop.run();
  }
}
