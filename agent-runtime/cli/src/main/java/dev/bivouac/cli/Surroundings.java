package dev.bivouac.cli;

import dev.bivouac.cli.extension.Extensions;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * What the program sees of the world outside.
 *
 * @param environment variables
 * @param home where {@code .bivouac} lies
 * @param clock time and zone
 * @param streams standard input, output and error
 * @param own tools and workflows of the user's own, as far as they are loaded
 */
record Surroundings(
    Map<String, String> environment, Path home, Clock clock, Streams streams, Extensions own) {
  Surroundings(Map<String, String> environment, Path home, Clock clock, Streams streams) {
    this(environment, home, clock, streams, new Extensions());
  }

  static Surroundings ofThisProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Clock.system(ZoneId.systemDefault()),
        Streams.ofThisProcess());
  }

  /** Standard input. */
  InputStream in() {
    return streams.in();
  }

  /** Standard output: what was asked for, and nothing else. */
  PrintStream out() {
    return streams.out();
  }

  /** Standard error: what people read. */
  PrintStream err() {
    return streams.err();
  }

  /** True if people sit at that stream. */
  boolean isTerminal(Streams.Standard stream) {
    return streams.terminals().contains(stream);
  }

  /** Where the user's settings lie: {@code .bivouac} in the home folder. */
  Path settings() {
    return home.resolve(".bivouac");
  }

  /** For people. */
  void say(String line) {
    err().println(SafeText.lines(line));
  }

  /** What was asked for. */
  void print(String text) {
    out().println(SafeText.lines(text));
    out().flush();
  }

  /** What was asked for, as one JSON document. */
  void printJson(String document) {
    out().println(SafeText.json(document));
    out().flush();
  }
}
