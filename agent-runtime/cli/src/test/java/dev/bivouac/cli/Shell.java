package dev.bivouac.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Types commands, in this process, for a user of its own whose streams are no terminals. */
final class Shell {
  private final Map<String, String> environment = new TreeMap<>();
  private final Path home;
  private String in = "";
  private String out = "";
  private String err = "";

  /**
   * A new user.
   *
   * @param home that user's home folder; the store lies in it
   */
  Shell(Path home) {
    this.home = home;
    environment.put("BIVOUAC_STORE", home.resolve("store").toString());
  }

  /** Sets a variable for the commands that follow. */
  Shell set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Takes a variable away from the commands that follow. */
  Shell unset(String variable) {
    environment.remove(variable);
    return this;
  }

  /** What the commands that follow find on standard input. */
  Shell types(String text) {
    in = text;
    return this;
  }

  /** Runs {@code bivouac} with these words; its exit code. */
  int bivouac(String... words) {
    var stdout = new ByteArrayOutputStream();
    var stderr = new ByteArrayOutputStream();
    var streams =
        new Streams(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(stdout, true, StandardCharsets.UTF_8),
            new PrintStream(stderr, true, StandardCharsets.UTF_8),
            Set.of());
    int code = Main.run(new Surroundings(environment, home, Clock.systemUTC(), streams), words);
    out = stdout.toString(StandardCharsets.UTF_8);
    err = stderr.toString(StandardCharsets.UTF_8);
    return code;
  }

  /** What the last command wrote to standard output. */
  String out() {
    return out;
  }

  /** What the last command wrote to standard error. */
  String err() {
    return err;
  }
}
