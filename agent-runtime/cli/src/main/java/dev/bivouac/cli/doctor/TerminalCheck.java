package dev.bivouac.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the program's words go, and whether they can be read there. */
public final class TerminalCheck implements Check {
  private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)\\s*");

  private final Map<String, String> environment;
  private final boolean terminal;

  /**
   * Looks at the surroundings of this process.
   *
   * @param terminal true if people sit at standard error, where progress goes
   */
  public TerminalCheck(Map<String, String> environment, boolean terminal) {
    this.environment = Map.copyOf(environment);
    this.terminal = terminal;
  }

  @Override
  public String about() {
    return "terminal";
  }

  @Override
  public List<Finding> look() {
    var findings = new ArrayList<Finding>();
    findings.add(
        terminal
            ? Finding.ok(about(), "%s, TERM %s, %s".formatted(size(), term(), colours()))
            : Finding.ok(about(), "none: progress is written as plain lines"));
    findings.add(letters());
    findings.add(pager());
    return findings;
  }

  private String term() {
    return given("TERM").orElse("not set");
  }

  private String colours() {
    if (given("NO_COLOR").isPresent()) {
      return "no colours, since NO_COLOR is set";
    }
    return term().equals("dumb") || term().equals("not set") ? "no colours" : "colours";
  }

  /** The program always writes UTF-8; Java tells what the terminal is believed to read. */
  private Finding letters() {
    String encoding = System.getProperty("native.encoding", "UTF-8");
    return isUtf8(encoding)
        ? Finding.ok(about(), "reads UTF-8")
        : Finding.warn(
            about(),
            "is set to %s, but the program writes UTF-8".formatted(encoding),
            "Set LANG to a UTF-8 locale, such as C.UTF-8, or letters beyond ASCII look wrong.");
  }

  private static boolean isUtf8(String encoding) {
    try {
      return Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return false;
    }
  }

  private Finding pager() {
    String pager = given("PAGER").orElse("less");
    String program = pager.split("\\s+", 2)[0];
    return isOnPath(program)
        ? Finding.ok(about(), "pager " + pager)
        : Finding.warn(
            about(),
            "pager %s is not on the PATH".formatted(program),
            "Install less, or set PAGER; without one, long text is printed as it is.");
  }

  private boolean isOnPath(String program) {
    if (program.contains("/")) {
      return Files.isExecutable(Path.of(program));
    }
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> new File(folder, program).canExecute());
  }

  /** Asks the terminal itself: shells keep its size to themselves. */
  private static String size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/tty")))
              .redirectErrorStream(true)
              .start();
      if (!stty.waitFor(2, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return "of unknown size";
      }
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher matcher = SIZE.matcher(said);
      return matcher.matches()
          ? "%s columns, %s lines".formatted(matcher.group(2), matcher.group(1))
          : "of unknown size";
    } catch (IOException e) {
      return "of unknown size";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "of unknown size";
    }
  }

  private Optional<String> given(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
