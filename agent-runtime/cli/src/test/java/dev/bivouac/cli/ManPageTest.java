package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPageTest {
  private static final List<String> REQUESTS =
      List.of(".TH", ".nh", ".ad", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi");

  @TempDir private Path folder;
  private String page;

  @BeforeEach
  void print() {
    var shell = new Shell(folder);
    assertThat(shell.bivouac("man")).isZero();
    assertThat(shell.err()).isEmpty();
    page = shell.out();
  }

  @Test
  void hasTheUsualSectionsAndEveryCommand() {
    assertThat(page).startsWith(".TH \"BIVOUAC\" 1");
    for (String section :
        List.of("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXIT STATUS", "ENVIRONMENT")) {
      assertThat(page).contains(".SH \"%s\"\n".formatted(section));
    }
    for (String command : List.of("run", "ask", "resume", "tool call", "workflow show")) {
      assertThat(page).contains(".SS \"bivouac %s\"\n".formatted(command));
    }
  }

  @Test
  void takesNoTextForARequest() {
    assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
        .allMatch(line -> REQUESTS.contains(line.split(" ", 2)[0]));
    assertThat(page).contains("\\fB\\-\\-max\\-cost\\fR=\\fIUSD\\fR");
    assertThat(page.lines().filter(line -> !line.startsWith(".")))
        .noneMatch(line -> line.replace("\\-", "").contains("-"));
    assertThat(page).doesNotContain("${").doesNotContain("%%").doesNotContain("%n");
  }

  @Test
  void groffHasNothingToComplainAbout() throws IOException, InterruptedException {
    boolean here =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "groff")));
    if (!here) {
      return;
    }
    Path file = Files.writeString(folder.resolve("bivouac.1"), page);
    Process groff =
        new ProcessBuilder("groff", "-man", "-Tutf8", "-ww", "-z", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(groff.waitFor()).isZero();
    assertThat(said).isEmpty();
  }
}
