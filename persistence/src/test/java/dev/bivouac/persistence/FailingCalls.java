package dev.bivouac.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * JDBC whose calls are counted, and fail when they are told to. Nothing that gives a resource back
 * is left undone, whatever is reported.
 */
final class FailingCalls {
  private static final Set<Class<?>> WRAPPED =
      Set.of(Connection.class, Statement.class, PreparedStatement.class, ResultSet.class);
  private static final Set<String> ENDS = Set.of("close", "abort");

  private final String state;
  private final boolean breaks;
  private final List<Connection> opened = new CopyOnWriteArrayList<>();
  private long calls;
  private long faultAt = Long.MAX_VALUE;
  private Fault fault = Fault.NOTHING_DONE;

  /**
   * Nothing fails yet.
   *
   * @param state what the failure is called
   * @param breaks true if it breaks its connection, too
   */
  FailingCalls(String state, boolean breaks) {
    this.state = state;
    this.breaks = breaks;
  }

  synchronized void failAt(long call, Fault how) {
    calls = 0;
    faultAt = call;
    fault = how;
  }

  /** Fails no more; returns how many calls there were since it was told to fail. */
  synchronized long mend() {
    faultAt = Long.MAX_VALUE;
    return calls;
  }

  /** How many connections were never closed. */
  long open() throws SQLException {
    long open = 0;
    for (Connection connection : opened) {
      open += connection.isClosed() ? 0 : 1;
    }
    return open;
  }

  private synchronized Optional<Fault> next() {
    calls++;
    boolean fails = fault == Fault.FOR_EVER ? calls >= faultAt : calls == faultAt;
    return fails ? Optional.of(fault) : Optional.empty();
  }

  /** The same, and what comes out of it, with calls that fail. */
  <T> T over(Class<T> type, T real) {
    return type.cast(proxy(type, new Calls(real, Optional.empty())));
  }

  private static Object proxy(Class<?> type, InvocationHandler calls) {
    return Proxy.newProxyInstance(
        FailingCalls.class.getClassLoader(), new Class<?>[] {type}, calls);
  }

  /** What is called, and the connection that it belongs to. */
  private final class Calls implements InvocationHandler {
    private final Object real;
    private final Optional<Connection> connection;

    Calls(Object real, Optional<Connection> connection) {
      this.real = real;
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments)
        throws Throwable {
      boolean counts = Arrays.asList(method.getExceptionTypes()).contains(SQLException.class);
      Optional<Fault> now = counts ? next() : Optional.empty();
      boolean done = now.isEmpty() || now.get() == Fault.DONE || ENDS.contains(method.getName());
      @Nullable Object answer = done ? answer(method, arguments) : null;
      if (now.isPresent()) {
        if (answer instanceof Connection made) {
          // Whoever is told of a failure has nothing to close.
          made.close();
        }
        if (breaks && connection.isPresent()) {
          connection.get().abort(Runnable::run);
        }
        throw new SQLException("No answer to " + method.getName(), state);
      }
      return answer;
    }

    private @Nullable Object answer(Method method, Object[] arguments) throws Throwable {
      @Nullable Object answer;
      try {
        answer = method.invoke(real, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
      if (answer == null || !WRAPPED.contains(method.getReturnType())) {
        return answer;
      }
      if (answer instanceof Connection made) {
        opened.add(made);
        return proxy(Connection.class, new Calls(made, Optional.of(made)));
      }
      return proxy(method.getReturnType(), new Calls(answer, connection));
    }
  }
}
