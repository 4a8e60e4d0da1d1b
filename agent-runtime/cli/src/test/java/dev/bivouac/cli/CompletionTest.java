package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.kimi.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types half a command line into real shells. Only bash is everywhere; others run where they are.
 */
class CompletionTest {
  /** What a line ends with, and what it can be made of. */
  private static final Map<String, List<String>> LINES =
      Map.of(
          "bivouac res", List.of("resume"),
          "bivouac run ", List.of("ask", "daily-news-report"),
          "bivouac run ask --to", List.of("--tools", "--topic"),
          "bivouac tool ", List.of("call", "ls", "show"),
          "bivouac tool call web", List.of("web_search"),
          "bivouac run --topic show --of", List.of("--offline"),
          "bivouac ask --provider ", Catalogue.bundled().names().stream().sorted().toList(),
          "bivouac ls --status PA", List.of("PAUSED"),
          "bivouac completion ", List.of("bash", "fish", "zsh"));

  private static final String BASH =
      """
      source "$1"
      while IFS= read -r line; do
        IFS=' ' read -ra COMP_WORDS <<<"$line"
        [[ $line == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _bivouac
        printf '%s' "$line"; printf '|%s' "${COMPREPLY[@]}"; echo
      done
      """;

  private static final String ZSH =
      """
      compdef() { :; }
      source "$1"
      _describe() { [[ $1 == -o ]] && shift; local -a all; all=("${(@P)2}"); found+=("${(@M)all:#$PREFIX*}"); }
      compadd() { shift; local -a all; all=("$@"); found+=("${(@M)all:#$PREFIX*}"); }
      while IFS= read -r line; do
        words=("${(@s: :)line}"); CURRENT=$#words; PREFIX=${words[CURRENT]}; found=()
        _bivouac
        printf '%s' "$line"; for it in $found; do printf '|%s' "${it%%:*}"; done; echo
      done
      """;

  private static final String FISH =
      """
      source $argv[1]
      while read -l line
          printf '%s' $line
          for it in (complete -C "$line")
              printf '|%s' (string split -f 1 \\t -- $it)
          end
          echo
      end
      """;

  @TempDir private Path folder;

  @Test
  void bashCompletesCommandsOptionsAndNames() throws IOException, InterruptedException {
    check("bash", BASH, "bash", "--norc", "--noprofile");
  }

  @Test
  void zshCompletesTheSame() throws IOException, InterruptedException {
    check("zsh", ZSH, "zsh", "-f");
  }

  @Test
  void fishCompletesTheSame() throws IOException, InterruptedException {
    check("fish", FISH, "fish", "--no-config");
  }

  @Test
  void noScriptNamesWhatIsHidden() {
    var shell = new Shell(folder);
    for (String name : List.of("bash", "zsh", "fish")) {
      assertThat(shell.bivouac("completion", name)).isZero();
      assertThat(shell.err()).isEmpty();
      HelpTest.everything()
          .getSubcommands()
          .forEach((command, line) -> {
            boolean hidden = line.getCommandSpec().usageMessage().hidden();
            assertThat(shell.out().contains("'" + command + " ") && hidden).isFalse();
          });
      assertThat(shell.out()).contains("daily-news-report").contains("--max-cost".substring(2));
    }
  }

  private void check(String name, String script, String... command)
      throws IOException, InterruptedException {
    if (!isHere(name)) {
      return;
    }
    var shell = new Shell(folder);
    assertThat(shell.bivouac("completion", name)).isZero();
    Path completion = Files.writeString(folder.resolve("completion"), shell.out());
    Path test = Files.writeString(folder.resolve("script"), script);
    Path input =
        Files.writeString(folder.resolve("lines"), String.join("\n", LINES.keySet()) + "\n");
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Arrays.stream(command), Stream.of(test.toString(), completion.toString()))
                    .toList())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();

    assertThat(said.lines()).hasSameSizeAs(LINES.keySet());
    said.lines()
        .map(line -> line.split("\\|", -1))
        .forEach(line ->
            assertThat(Arrays.stream(line).skip(1).sorted())
                .as(line[0])
                .containsExactlyElementsOf(
                    LINES.entrySet().stream()
                        .filter(it -> it.getKey().strip().equals(line[0].strip()))
                        .findFirst()
                        .orElseThrow()
                        .getValue()));
  }

  private static boolean isHere(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
