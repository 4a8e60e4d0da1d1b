package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EntryJson;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.RunState;
import dev.bivouac.persistence.H2Store;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.model.Fault;
import dev.bivouac.rehearsal.model.FaultPlan;
import dev.bivouac.run.RunId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Shell shell;

  @BeforeEach
  void aStoreOfItsOwn() {
    shell = new Shell(folder);
  }

  @Test
  void printsTheWholeJournalAndNothingElseOnStdout() throws IOException {
    assertThat(offline("--events")).as(shell.err()).isZero();

    assertThat(entries(shell.out())).isEqualTo(journal());
    assertThat(shell.err()).contains(".md").contains("is done").contains("Step 1:");
  }

  @Test
  void doesNotRepeatWhatWasThereBeforeAResume() throws IOException {
    pauseForWantOfMoney();
    List<Entry> before = journal();

    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()))) {
      shell.set("BIVOUAC_BASE_URL", rehearsal.modelBaseUrl().toString());
      shell.set("SEARXNG_URL", rehearsal.searchUrl().toString());
      assertThat(shell.bivouac("resume", "--events", "--quiet")).as(shell.err()).isZero();
    }

    List<Entry> added = entries(shell.out());
    assertThat(added.getFirst().event()).isInstanceOf(JournalEvent.RunResumed.class);
    assertThat(journal())
        .startsWith(before.toArray(Entry[]::new))
        .endsWith(added.toArray(Entry[]::new));
    assertThat(journal()).hasSize(before.size() + added.size());
  }

  @Test
  void isRefusedTogetherWithJson() {
    assertThat(offline("--events", "--json")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("--events").contains("--json");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void aReaderThatGoesAwayDoesNotEndTheRun() throws IOException, InterruptedException {
    Process program = Child.process(folder.resolve("log"), words("--events"));
    try (var reader =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).contains("RunStarted");
    }

    assertThat(program.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(program.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    assertThat(journal().getLast().event()).isInstanceOf(JournalEvent.RunFinished.class);
  }

  @Test
  void aReaderThatDoesNotReadHoldsNothingUp() throws IOException {
    assertThat(offline("--quiet")).isZero();
    List<Entry> entries = journal();
    var mayRead = new CountDownLatch(1);
    var read = new ArrayList<String>();
    var lines =
        new EventLines(line -> {
          await(mayRead);
          read.add(line);
        });

    RunState state = RunState.replay(entries);
    RunId run = RunId.random(new java.util.Random(1));
    entries.forEach(entry -> lines.appended(run, entry, state));
    assertThat(read).isEmpty();
    mayRead.countDown();
    lines.close();

    assertThat(read).hasSameSizeAs(entries);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pauseForWantOfMoney() {
    var poor = FaultPlan.at(number -> number == 2 ? Fault.QUOTA_EXCEEDED : Fault.NONE);
    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()).faults(poor))) {
      shell.set("BIVOUAC_API_KEY", "any");
      shell.set("BIVOUAC_PROVIDER", "custom");
      shell.set("BIVOUAC_BASE_URL", rehearsal.modelBaseUrl().toString());
      shell.set("SEARXNG_URL", rehearsal.searchUrl().toString());
      assertThat(shell.bivouac("ask", "How do tides work?")).isEqualTo(ExitCode.PAUSED);
    }
  }

  private int offline(String... more) {
    return shell.bivouac(words(more));
  }

  private String[] words(String... more) {
    var words =
        new ArrayList<>(
            List.of("run", "daily-news-report", "--offline", "--articles", "2", "--store"));
    words.add(folder.resolve("store").toString());
    words.addAll(List.of("--out", folder.resolve("reports").toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static List<Entry> entries(String lines) throws IOException {
    var entries = new ArrayList<Entry>();
    for (String line : lines.lines().toList()) {
      JsonNode node = JSON.readTree(line);
      entries.add(EntryJson.read(node));
    }
    return entries;
  }

  private List<Entry> journal() {
    try (Journal journal = H2Store.open(folder.resolve("store"), Clock.systemUTC())) {
      return journal.read(journal.list().getFirst().id());
    }
  }
}
