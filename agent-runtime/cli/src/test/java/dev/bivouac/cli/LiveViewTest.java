package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.rehearsal.model.Fault;
import dev.bivouac.rehearsal.model.FaultPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real program at a real terminal; the other systems' {@code script} takes other options. */
@EnabledOnOs(OS.LINUX)
class LiveViewTest {
  private static final String CTRL_C = "\003";
  private static final String COLOUR = "\033\\[[0-9;]*m";

  @TempDir private Path folder;

  @Test
  void showsTheReasoningAndLeavesOnlyPlainLines() throws IOException, InterruptedException {
    FaultPlan faults = FaultPlan.inOrder(Fault.NONE, Fault.CUT_IN_REASONING);
    try (var host = new SlowHost(Duration.ofSeconds(2), faults);
        Pty pty = Pty.start(at(host), report(host))) {
      pty.await("  I cannot know what day it is");
      pty.await("step 1 of 300 · ");
      pty.await("goes on in");
      assertThat(pty.exitCode()).as(pty::sent).isZero();
      List<String> rows = pty.rows();
      assertThat(rows)
          .noneMatch(row -> row.contains("step 1 of 300"))
          .noneMatch(row -> row.contains("cannot know what day"))
          .anyMatch(row -> row.startsWith("Step 2: attempt 1 failed: "))
          .anyMatch(row -> row.matches("  1\\.0  .*characters  date .*"))
          .anyMatch(row -> row.contains("daily-news-report-tides"));
      assertThat(rows.getLast()).startsWith("Run ").contains(" is done: ");
      assertThat(pty.sent()).containsPattern(COLOUR).doesNotContain("\033[?25l", "\033[?1049h");
    }
  }

  @Test
  void isDrawnCleanlyAfterTheTerminalGotNarrower() throws IOException, InterruptedException {
    try (var host = new SlowHost(Duration.ZERO, FaultPlan.none());
        Pty pty = Pty.start(at(host), ask(host, "page/1", "slow/600/2"))) {
      pty.await(rows -> running(rows, "slow/600/2") && done(rows));
      pty.resize(40, 24);
      List<String> rows =
          pty.await(now -> now.stream().anyMatch(row -> row.matches("  1\\.1  .*…")));
      assertThat(rows).filteredOn(row -> row.startsWith("step 1 of 300")).hasSize(1);
      assertThat(rows).filteredOn(row -> row.startsWith("  1.1  ")).hasSize(1);
      assertThat(rows).filteredOn(row -> row.startsWith("  1.0  ")).hasSize(1);
      assertThat(rows).allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(40));
      pty.resize(100, 24);
      rows = pty.await(now -> running(now, "slow/600/2"));
      assertThat(rows).filteredOn(row -> row.startsWith("step 1 of 300")).hasSize(1);
    }
  }

  @Test
  void fitsTheSmallestTerminal() throws IOException, InterruptedException {
    try (var host = new SlowHost(Duration.ofMillis(500), FaultPlan.none());
        Pty pty = Pty.start(at(host).size(20, 5), report(host))) {
      pty.await("step 1 of 300 · ");
      assertThat(pty.exitCode()).as(pty::sent).isZero();
      assertThat(pty.rows()).noneMatch(row -> row.startsWith("step "));
    }
  }

  @Test
  void usesNoColourWhereNoneIsWanted() throws IOException, InterruptedException {
    try (var host = new SlowHost(Duration.ofMillis(500), FaultPlan.inOrder(Fault.SERVER_ERROR))) {
      Map<String, String> environment = new TreeMap<>(host.environment());
      environment.put("NO_COLOR", "1");
      try (Pty pty = Pty.start(new Pty.Start(folder, environment), report(host))) {
        assertThat(pty.exitCode()).as(pty::sent).isZero();
        assertThat(pty.sent()).contains("step 1 of 300").doesNotContainPattern(COLOUR);
      }
    }
  }

  @Test
  void writesPlainLinesIntoAPipe() throws IOException, InterruptedException {
    try (var host = new SlowHost(Duration.ofMillis(200), FaultPlan.none());
        Pty pty = Pty.start(at(host).line("program 2>&1 | tee /dev/null"), report(host))) {
      assertThat(pty.exitCode()).as(pty::sent).isZero();
      assertThat(pty.sent()).contains("Step 1: asks for 1 call").doesNotContain("\033");
    }
  }

  @Test
  void stopsAtCtrlCAndSaysHowToGoOn() throws IOException, InterruptedException {
    try (var host = new SlowHost(Duration.ofMinutes(5), FaultPlan.none());
        Pty pty = Pty.start(at(host), ask(host, "page/1"))) {
      pty.await("  Line 1");
      pty.type(CTRL_C);
      assertThat(pty.exitCode()).as(pty::sent).isEqualTo(ExitCode.SIGINT);
      assertThat(pty.rows())
          .anyMatch(row -> row.startsWith("Stopping: the model's answer is dropped"))
          .anyMatch(row -> row.contains("bivouac resume "))
          .noneMatch(row -> row.startsWith("step 1 of 300"));
    }
  }

  @Test
  void stopsAtOnceAtTheSecondCtrlC() throws IOException, InterruptedException {
    try (var host = new SlowHost(Duration.ZERO, FaultPlan.none());
        Pty pty = Pty.start(at(host), ask(host, "slow/600/1"))) {
      pty.await(rows -> running(rows, "slow/600/1"));
      pty.type(CTRL_C);
      pty.await("Stopping: 1 tool call gets up to 10 s (fetch_article).");
      pty.await("stopping; ");
      pty.type(CTRL_C);
      assertThat(pty.exitCode()).as(pty::sent).isEqualTo(ExitCode.SIGINT);
      assertThat(pty.rows())
          .last()
          .asString()
          .startsWith("Stopped at once. Go on with: bivouac resume ");
      assertThat(pty.rows())
          .noneMatch(row -> row.contains("left for 1 call") || row.startsWith("step 1"));
    }
  }

  @Test
  void endsWithinTheGraceThoughAToolGoesOn() throws IOException, InterruptedException {
    try (var host = new SlowHost(Duration.ZERO, FaultPlan.none());
        Pty pty = Pty.start(at(host), ask(host, "slow/600/1"))) {
      pty.await(rows -> running(rows, "slow/600/1"));
      pty.signal("TERM");
      assertThat(pty.exitCode()).as(pty::sent).isEqualTo(ExitCode.SIGTERM);
      assertThat(pty.sent()).contains("(fetch_article).").doesNotContain("Ctrl-C");
      assertThat(pty.rows()).anyMatch(row -> row.contains("bivouac resume "));
    }
  }

  private Pty.Start at(SlowHost host) {
    return new Pty.Start(folder, host.environment());
  }

  private List<String> report(SlowHost host) {
    var words = new ArrayList<>(List.of("run", "daily-news-report", "--topic", "tides"));
    words.addAll(List.of("--articles", "2", "--out", folder.resolve("reports").toString()));
    words.addAll(host.options());
    return words;
  }

  private static List<String> ask(SlowHost host, String... pages) {
    var words = new ArrayList<>(List.of("ask", host.fetching(pages)));
    words.addAll(host.options());
    return words;
  }

  private static boolean running(List<String> rows, String page) {
    return rows.stream()
        .anyMatch(row -> row.matches("  1\\.\\d  \\d+ s  fetch_article .*" + page + ".*"));
  }

  private static boolean done(List<String> rows) {
    return rows.stream().anyMatch(row -> row.matches("  1\\.0  .* characters  fetch_article .*"));
  }
}
