package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.persistence.H2Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own; its temporary folder is made in the test's. */
class DemoTest {
  private static final Pattern STARTED = Pattern.compile("1\\. Process (\\d+) starts a run.*");

  @TempDir private Path folder;

  @Test
  void killsARunAndTakesItUpAsItTells() throws IOException, InterruptedException {
    Process demo = Child.process(folder.resolve("log"), "demo", "--keep");
    String told = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(demo.exitValue()).as(told + Files.readString(folder.resolve("log"))).isZero();
    assertThat(told.lines().filter(line -> !line.contains(folder.toString())))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(told)
        .contains("exit code 137", "Steps paid for twice: 0 of", "^ kill -9 here", "rehearsal")
        .doesNotContain("\u001b")
        .doesNotContain("NOT ");
    List<Entry> journal = journal();
    assertThat(journal).anyMatch(entry -> entry.event() instanceof RunResumed);
    assertThat(journal)
        .anyMatch(entry -> entry.event() instanceof ToolStarted call && call.attempt() == 2);
    assertThat(journal.getLast().event()).isInstanceOf(RunFinished.class);
    assertThat(told).contains("%3d RunFinished".formatted(journal.size()));
  }

  @Test
  void leavesNothingBehindWhenItIsInterrupted() throws IOException, InterruptedException {
    Process demo = Child.process(folder.resolve("log"), "demo");
    BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8);
    Matcher started = STARTED.matcher(lines.readLine());
    while (!started.matches()) {
      started = STARTED.matcher(lines.readLine());
    }
    ProcessHandle child = ProcessHandle.of(Long.parseLong(started.group(1))).orElseThrow();
    lines.readLine(); // the child is at work

    demo.destroy();

    assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(demo.exitValue()).isEqualTo(ExitCode.SIGTERM);
    assertThat(child.isAlive()).isFalse();
    assertThat(demoFolders()).isEmpty();
    assertThat(folder.resolve("log")).isEmptyFile();
  }

  private List<Entry> journal() throws IOException {
    assertThat(demoFolders()).hasSize(1);
    Path store = demoFolders().getFirst().resolve("store");
    try (Journal journal = H2Store.open(store, Clock.systemUTC())) {
      return journal.read(journal.list().getFirst().id());
    }
  }

  private List<Path> demoFolders() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("bivouac-demo"))
          .toList();
    }
  }
}
