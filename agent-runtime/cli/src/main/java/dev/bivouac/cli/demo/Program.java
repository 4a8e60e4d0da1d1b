package dev.bivouac.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * This very program as a process of its own: the same Java, flags and class path, so that it starts
 * as fast. What was started ends with this process, however that ends short of {@code kill -9}.
 */
final class Program implements AutoCloseable {
  /** Says which streams are terminals; those of a child are none. */
  private static final String TERMINALS = "-Dbivouac.terminals=";

  private final List<String> java;
  private final Set<String> settings;
  private final Path folder;
  private final List<Process> started = new CopyOnWriteArrayList<>();
  private boolean closed;

  /**
   * Knows how this process was started.
   *
   * @param mainClass the class that it was started with
   * @param settings names of variables that must not reach a child
   * @param folder its home; {@code log} in it takes what children say to people
   */
  Program(String mainClass, Set<String> settings, Path folder) {
    this.java = List.copyOf(java(mainClass, folder));
    this.settings = Set.copyOf(settings);
    this.folder = folder;
  }

  private static List<String> java(String mainClass, Path home) {
    var java = new ArrayList<String>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> own =
        ProcessHandle.current().info().arguments().map(Arrays::asList).orElse(List.of());
    int main = own.indexOf(mainClass);
    if (main >= 0) {
      own.subList(0, main).stream()
          .filter(flag -> !flag.startsWith(TERMINALS))
          .forEach(flag -> java.add(flag));
    } else {
      java.addAll(List.of("-cp", System.getProperty("java.class.path")));
    }
    java.addAll(List.of("-Duser.home=" + home, mainClass));
    return java;
  }

  /**
   * Starts it with these words; its standard output is for the caller to read.
   *
   * @throws IOException if no process can be started
   */
  synchronized Process start(Map<String, String> environment, List<String> words)
      throws IOException {
    if (closed) {
      throw new IOException("the demo has ended");
    }
    var command = new ArrayList<>(java);
    command.addAll(words);
    var builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().keySet().removeAll(settings);
    builder.environment().putAll(environment);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** What the children said to people. */
  Path log() {
    return folder.resolve("log");
  }

  /** Kills what still runs, and starts no more. */
  @Override
  public synchronized void close() {
    closed = true;
    started.forEach(Process::destroyForcibly);
    try {
      for (Process process : started) {
        process.waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
