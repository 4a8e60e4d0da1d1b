package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HelpTest {
  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void aUser() {
    shell = new Shell(folder);
  }

  @Test
  void everyCommandHasHelpWithAnExampleThatFitsATerminal() {
    List<String> commands = new ArrayList<>();
    collect(everything(), "", commands);
    assertThat(commands).contains("run", "tool", "tool call", "workflow show", "completion", "man");

    for (String command : commands) {
      List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
      words.add("--help");
      assertThat(shell.bivouac(words.toArray(String[]::new))).isZero();
      assertThat(shell.err()).as(command).isEmpty();
      assertThat(shell.out()).contains("Example").contains("  bivouac " + command);
      assertThat(shell.out().lines()).allMatch(line -> line.length() <= 80);
      assertThat(shell.out()).doesNotContain("\u001b");
      String same = shell.out();

      words.removeLast();
      words.addFirst("help");
      assertThat(shell.bivouac(words.toArray(String[]::new))).isZero();
      assertThat(shell.out()).isEqualTo(same);
    }
  }

  @Test
  void everyCommandIsToldInOneSentenceWhereAllAreListed() {
    everything()
        .getSubcommands()
        .forEach((name, command) ->
            assertThat(command.getCommandSpec().usageMessage().description()[0])
                .as(name)
                .endsWith("."));
  }

  @Test
  void helpOfAWorkflowShowsItsFlagsAndNoOthers() {
    assertThat(shell.bivouac("run", "daily-news-report", "--help")).isZero();
    assertThat(shell.out())
        .contains("Parameters of daily-news-report")
        .contains("--topic=VALUE")
        .contains("Limits")
        .doesNotContain("--goal");
    assertThat(shell.bivouac("run", "--topic", "ask", "ask", "--help")).isZero();
    assertThat(shell.out()).contains("Parameters of ask").contains("--goal=VALUE");
    assertThat(shell.bivouac("run", "--help")).isZero();
    assertThat(shell.out()).doesNotContain("--topic=VALUE").doesNotContain("--goal=VALUE");
  }

  @Test
  void isAsWideAsTheTerminalAndColouredOnlyThere() {
    shell.set("COLUMNS", "120");
    assertThat(shell.bivouac("run", "--help")).isZero();
    assertThat(shell.out().lines()).anyMatch(line -> line.length() > 80);

    assertThat(onATerminal(Map.of())).contains("\u001b[");
    assertThat(onATerminal(Map.of("NO_COLOR", "1"))).doesNotContain("\u001b[");
    assertThat(onATerminal(Map.of("TERM", "dumb"))).doesNotContain("\u001b[");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate | 'frobnicate' is not known to `bivouac`",
        "delete 7k | `bivouac rm`: Removes runs",
        "logs 7k | `bivouac show`: Tells what happened",
        "--store x ls | It goes after the command, such as `bivouac ls --store`",
        "ask what is it | several words that belong together go in quotes",
        "show | `bivouac show` needs RUN",
        "show | For example: bivouac show last",
        "run | `bivouac run` needs WORKFLOW. One of: daily-news-report, ask",
        "run --topic x | needs WORKFLOW",
        "run daily-news-report --out | --out needs a value, FOLDER",
        "run daily-news-reprt --topic x | Did you mean daily-news-report?",
        "tool sho date | Did you mean show?",
        "tool call | For example: bivouac tool call date",
        "workflow | ls or show NAME",
        "completion tcsh | bash, zsh, fish",
        "ls --status poused | One of: running, interrupted, paused",
        "help resmue | Did you mean resume?"
      })
  void saysWhatMayHaveBeenMeant(String line, String hint) {
    assertThat(shell.bivouac(line.split(" ", -1))).isEqualTo(2);
    assertThat(shell.err()).contains(hint).doesNotContain("\tat ");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void takesTheFirstWordsOfOtherPrograms() {
    for (String word : List.of("list", "ps", "ls")) {
      assertThat(shell.bivouac(word, "--help")).isZero();
      assertThat(shell.out()).contains("Lists runs");
    }
    assertThat(shell.bivouac("inspect", "last")).isEqualTo(2);
    assertThat(shell.err()).contains("no runs yet");
    assertThat(shell.bivouac("tool", "list")).isZero();
    assertThat(shell.bivouac("--help")).isZero();
    assertThat(shell.out()).doesNotContain("inspect");
  }

  @Test
  void aloneItSaysInAFewLinesWhatToDo() {
    assertThat(shell.bivouac()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSizeLessThan(8);
    assertThat(shell.err()).contains("--offline").contains("bivouac --help");
  }

  @Test
  void aWordThatBeginsWithAnAtSignIsAWord() {
    assertThat(shell.bivouac("show", "@/no/such/file")).isEqualTo(2);
    assertThat(shell.err()).contains("'@/no/such/file'");
  }

  /** All commands, also those that are not listed. */
  static CommandLine everything() {
    var streams =
        new Streams(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            EnumSet.noneOf(Streams.Standard.class));
    return Main.program(
        new Surroundings(Map.of(), Path.of("/no/home"), Clock.systemUTC(), streams));
  }

  private static void collect(CommandLine parent, String path, List<String> commands) {
    parent
        .getSubcommands()
        .forEach((name, command) -> {
          if (name.equals(command.getCommandName())
              && !command.getCommandSpec().usageMessage().hidden()) {
            commands.add((path + " " + name).strip());
            collect(command, path + " " + name, commands);
          }
        });
  }

  private String onATerminal(Map<String, String> environment) {
    var out = new ByteArrayOutputStream();
    var streams =
        new Streams(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            EnumSet.allOf(Streams.Standard.class));
    var around = new Surroundings(new HashMap<>(environment), folder, Clock.systemUTC(), streams);
    assertThat(Main.run(around, "run", "--help")).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
