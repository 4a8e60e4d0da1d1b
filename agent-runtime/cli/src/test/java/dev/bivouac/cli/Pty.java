package dev.bivouac.cli;

import dev.bivouac.cli.view.Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The program at a terminal of its own, which {@code script} of util-linux makes; what a person
 * would see of it is kept by an {@link Emulator}.
 */
final class Pty implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Emulator emulator;
  private final StringBuilder sent = new StringBuilder();
  private final Object arrived = new Object();
  private final Thread reader;

  private Pty(Process process, Emulator emulator) {
    this.process = process;
    this.emulator = emulator;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** How the program is started: {@code program} alone, or in a pipe. */
  record Start(Path folder, Map<String, String> environment, String line, int columns, int rows) {
    Start(Path folder, Map<String, String> environment) {
      this(folder, environment, "program", 80, 24);
    }

    Start line(String other) {
      return new Start(folder, environment, other, columns, rows);
    }

    Start size(int otherColumns, int otherRows) {
      return new Start(folder, environment, line, otherColumns, otherRows);
    }
  }

  static Pty start(Start start, List<String> arguments) throws IOException {
    var words = new ArrayList<String>();
    arguments.forEach(word -> words.add("'" + word + "'"));
    Path script = start.folder().resolve("go.sh");
    Files.writeString(script, text(start, String.join(" ", words)));
    // A build in the background has SIGINT ignored, and all that it starts would inherit that.
    var builder =
        new ProcessBuilder(
            "env", "--default-signal", "script", "-qfec", "sh '" + script + "'", "/dev/null");
    builder.redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("BIVOUAC_") || name.startsWith("TMUX"));
    environment.keySet().remove("NO_COLOR");
    // The emulator cuts lines when it gets narrower, as xterm does.
    environment.putAll(Map.of("TERM", "xterm-256color", "XTERM_VERSION", "XTerm(390)"));
    environment.put("BIVOUAC_STORE", start.folder().resolve("store").toString());
    environment.putAll(start.environment());
    return new Pty(builder.start(), new Emulator(start.columns(), start.rows()));
  }

  /** Prints terminal and process first; tells the program its terminals as the launcher does. */
  private static String text(Start start, String words) {
    return """
    stty cols %d rows %d
    tty
    echo "$$"
    program() {
      terminals=''
      for stream in 0 1 2; do [ -t "$stream" ] && terminals=$terminals$stream; done
      exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-Duser.home=%s" "-Dbivouac.terminals=$terminals" \\
        -cp '%s' dev.bivouac.cli.Main %s
    }
    %s
    """
        .formatted(
            start.columns(),
            start.rows(),
            Path.of(System.getProperty("java.home"), "bin", "java"),
            start.folder(),
            System.getProperty("java.class.path"),
            words,
            start.line());
  }

  private void read() {
    try (InputStream in = process.getInputStream();
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      var buffer = new char[4096];
      for (int n = text.read(buffer); n > 0; n = text.read(buffer)) {
        synchronized (arrived) {
          sent.append(buffer, 0, n);
          emulator.write(new String(buffer, 0, n));
          arrived.notifyAll();
        }
      }
    } catch (IOException e) {
      // A terminal whose last process has gone ends with an error on Linux.
    }
  }

  /** Types. */
  void type(String keys) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(keys.getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Makes the terminal another size; never narrower than what the program thinks. */
  void resize(int columns, int rows) throws IOException, InterruptedException {
    String terminal = rows().getFirst();
    String[] stty = {"stty", "-F", terminal, "cols", "" + columns, "rows", "" + rows};
    boolean wider = columns > emulator.columns();
    if (!wider) {
      run(stty);
    }
    synchronized (arrived) {
      emulator.resize(columns, rows);
    }
    if (wider) {
      run(stty);
    }
  }

  /** Sends a signal to the program, which must have been started without a pipe. */
  void signal(String name) throws IOException, InterruptedException {
    run("kill", "-" + name, rows().get(1));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new AssertionError(String.join(" ", command) + " failed");
    }
  }

  /** Waits until the rows on the screen, those that scrolled away included, are so. */
  List<String> await(Predicate<List<String>> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (arrived) {
      while (!wanted.test(emulator.rows())) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0 || (!reader.isAlive() && !wanted.test(emulator.rows()))) {
          throw new AssertionError("never seen; the screen is\n" + String.join("\n", rows()));
        }
        arrived.wait(Math.min(millis, 1000));
      }
      return emulator.rows();
    }
  }

  /** Waits until a row has this in it. */
  List<String> await(String text) throws InterruptedException {
    return await(rows -> rows.stream().anyMatch(row -> row.contains(text)));
  }

  /** The program's exit code, once it has ended and all that it said was read. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the program hangs; the screen is\n" + String.join("\n", rows()));
    }
    reader.join();
    return process.exitValue();
  }

  List<String> rows() {
    synchronized (arrived) {
      return emulator.rows();
    }
  }

  /** Every character that was sent to the terminal. */
  String sent() {
    synchronized (arrived) {
      return sent.toString();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
