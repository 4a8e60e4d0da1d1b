package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.persistence.H2Store;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.run.CallKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the program with SIGKILL at random moments of a run, resumes it, and holds the run against
 * one that nobody disturbed. Model and web live in this process, so they see every request.
 */
class KillTest {
  private static final int KILLS = 24;
  private static final long SEED = 20261122;

  @TempDir static Path folder;

  private static Rehearsal rehearsal;
  private static RecordingModel model;
  private static SmallWeb web;
  private static String undisturbed;
  private static long duration;

  @BeforeAll
  static void runUndisturbed() throws IOException, InterruptedException {
    rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC())
                .models("kimi-k2-thinking")
                .pace(Duration.ofMillis(80)));
    model = new RecordingModel(rehearsal.modelBaseUrl());
    web = new SmallWeb();
    long before = System.nanoTime();
    int code = start("undisturbed").await();
    duration = (System.nanoTime() - before) / 1_000_000;
    assertThat(code).as(() -> log("undisturbed")).isZero();
    undisturbed = report("undisturbed");
  }

  @AfterAll
  static void close() {
    web.close();
    model.close();
    rehearsal.close();
  }

  @Test
  void isTheSameRunWheneverItWasKilled() throws IOException, InterruptedException {
    var random = new Random(SEED);
    int killedAtWork = 0;
    for (int round = 1; killedAtWork < KILLS; round++) {
      assertThat(round).as("rounds for %d kills", KILLS).isLessThan(4 * KILLS);
      String name = "killed-" + round;
      model.forget();
      web.forget();
      killedAtWork += start(name).killAfter(random.nextLong(duration)) ? 1 : 0;
      finish(name, random);
      check(name);
    }
  }

  /** Resumes, and in every third round kills the resumed process once more. */
  private static void finish(String name, Random random) throws IOException, InterruptedException {
    if (random.nextInt(3) == 0) {
      var unused = resume(name).killAfter(random.nextLong(duration));
    }
    // With its key the same command starts a run that was killed before its first entry.
    assertThat(resume(name).await()).as(() -> log(name)).isZero();
    assertThat(start(name).await()).as(() -> log(name)).isZero();
  }

  private static void check(String name) throws IOException {
    assertThat(report(name)).as(() -> log(name)).isEqualTo(undisturbed);
    checkJournal(name);
    checkPrefixes(name, model.requests());
    // A page may be asked for again only if the process died before its result was journaled.
    assertThat(web.hits().values()).as(() -> log(name)).allMatch(times -> times <= 3);
  }

  private static void checkJournal(String name) {
    Set<CallKey> finished = new HashSet<>();
    int steps = 0;
    try (Journal journal = H2Store.open(folder.resolve(name).resolve("store"), Clock.systemUTC())) {
      assertThat(journal.list()).hasSize(1);
      for (Entry entry : journal.read(journal.list().getFirst().id())) {
        switch (entry.event()) {
          case JournalEvent.ModelReplied replied -> assertThat(replied.step()).isEqualTo(++steps);
          case JournalEvent.ToolStarted tool -> assertThat(finished).doesNotContain(tool.call());
          case JournalEvent.ToolFinished tool -> assertThat(finished.add(tool.call())).isTrue();
          case JournalEvent.OutcomeUnknown unknown ->
              throw new AssertionError("every tool of this run reads: " + unknown);
          case JournalEvent other -> assertThat(other).isNotNull();
        }
      }
    }
  }

  private static void checkPrefixes(String name, List<JsonNode> requests) {
    List<JsonNode> before = List.of();
    for (JsonNode request : requests) {
      List<JsonNode> messages = new ArrayList<>();
      request.required("messages").forEach(messages::add);
      assertThat(messages.subList(0, before.size())).as(() -> log(name)).isEqualTo(before);
      before = messages;
    }
  }

  private static Child start(String name) throws IOException {
    return child(
        name,
        "run",
        "daily-news-report",
        "--topic",
        "tides",
        "--articles",
        "9",
        "--key",
        "the-run",
        "--provider",
        "custom",
        "--base-url",
        model.baseUrl().toString(),
        "--allow-private",
        web.hostAndPort(),
        "--out",
        folder.resolve(name).resolve("reports").toString());
  }

  private static Child resume(String name) throws IOException {
    return child(name, "resume");
  }

  private static Child child(String name, String... arguments) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--store", place.resolve("store").toString()));
    return Child.start(
        place.resolve("log"),
        Map.of("BIVOUAC_API_KEY", "a-key-for-tests", "SEARXNG_URL", web.url().toString()),
        all.toArray(String[]::new));
  }

  private static String report(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name).resolve("reports"))) {
      List<Path> reports = files.toList();
      assertThat(reports).hasSize(1);
      return Files.readString(reports.getFirst());
    }
  }

  private static String log(String name) {
    try {
      return name + ":\n" + Files.readString(folder.resolve(name).resolve("log"));
    } catch (IOException e) {
      return name + " has no log: " + e.getMessage();
    }
  }
}
