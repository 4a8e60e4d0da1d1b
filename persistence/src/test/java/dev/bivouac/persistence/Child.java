package dev.bivouac.persistence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another process at work in a store; dies with the test. */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private Child(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static Child start(String command, Path folder, String... more) throws IOException {
    return start(command, folder.toString(), more);
  }

  static Child start(String command, String store, String... more) throws IOException {
    var words = new ArrayList<>(List.of(command, store));
    words.addAll(List.of(more));
    return start(ChildMain.class, words);
  }

  /** One that runs another program over a store. */
  static Child of(Class<?> program, String store, String... more) throws IOException {
    var words = new ArrayList<>(List.of(store));
    words.addAll(List.of(more));
    return start(program, words);
  }

  private static Child start(Class<?> program, List<String> words) throws IOException {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    line.addAll(words);
    return new Child(
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  long pid() {
    return process.pid();
  }

  /** The next line that it prints; empty when it is dead. */
  Optional<String> line() {
    try {
      return Optional.ofNullable(output.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it go on. */
  void go() throws IOException {
    tell("");
  }

  /** A line for it to read. */
  void tell(String line) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).write(line + "\n");
    process.outputWriter(StandardCharsets.UTF_8).flush();
  }

  /** Ends its input and waits until it has closed its store. */
  void finish() throws IOException, InterruptedException {
    process.outputWriter(StandardCharsets.UTF_8).close();
    process.waitFor();
  }

  /** Sends a signal that has no name in Java. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    // By the handle, since the process itself would close its output, and that is still to be read.
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
