package dev.bivouac.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
 * @param in standard input
 * @param out standard output: what was asked for, and nothing else
 * @param err standard error: what people read
 */
record Surroundings(
    Map<String, String> environment,
    Path home,
    Clock clock,
    InputStream in,
    PrintStream out,
    PrintStream err) {
  static Surroundings ofThisProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Clock.system(ZoneId.systemDefault()),
        System.in,
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8));
  }

  /** For people. */
  void say(String line) {
    err.println(SafeText.lines(line));
  }

  /** What was asked for. */
  void print(String text) {
    out.println(SafeText.lines(text));
    out.flush();
  }

  /** What was asked for, as one JSON document. */
  void printJson(String document) {
    out.println(SafeText.json(document));
    out.flush();
  }
}
