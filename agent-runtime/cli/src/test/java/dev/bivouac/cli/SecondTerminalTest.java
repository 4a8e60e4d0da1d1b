package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a second terminal can do while a run is at work in another process: one that lives, one that
 * was stopped with SIGSTOP, and one that was killed. The model in between answers when it is told.
 */
@Timeout(300)
class SecondTerminalTest {
  private static final String KEY = "a-key-for-tests";

  @TempDir private Path folder;

  private final List<Child> children = new ArrayList<>();
  private Rehearsal rehearsal;
  private RecordingModel model;
  private SmallWeb web;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()).models("kimi-k2-thinking"));
    model = new RecordingModel(rehearsal.modelBaseUrl());
    web = new SmallWeb();
    shell =
        new Shell(folder)
            .set("BIVOUAC_API_KEY", KEY)
            .set("SEARXNG_URL", web.url().toString())
            .set("COLUMNS", "100");
  }

  @AfterEach
  void close() throws InterruptedException {
    for (Child child : children) {
      boolean unused = child.killAfter(0);
    }
    web.close();
    model.close();
    rehearsal.close();
  }

  @Test
  void listsShowsAndRunsBesideARunAtWorkAndWatchesItToItsEnd()
      throws IOException, InterruptedException {
    Child owner = ownerThatWaitsAfter(2);

    assertThat(shell.bivouac("ls")).isZero();
    assertThat(shell.out()).contains(" running ", "daily-news-report", "tides");
    assertThat(shell.err()).isEmpty();
    assertThat(shell.bivouac("show", "last")).isZero();
    assertThat(shell.out()).contains("Step 2", "At work in process " + owner.pid());
    assertThat(shell.err()).isEmpty();
    assertThat(secondRun()).as(shell.err()).isZero();
    assertThat(shell.err()).doesNotContain("copy");

    Child watch = child("watch", "watch").awaitOutput("2 steps are done");
    model.release();

    assertThat(watch.await()).as(watch.output()).isZero();
    assertThat(watch.output()).contains("Step 3:", "fetch_article", "is done: ");
    assertThat(owner.await()).as(owner.output()).isZero();
    assertThat(shell.bivouac("watch")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err()).contains("No run is at work");
  }

  @Test
  void stopsARunThatGoesOnLater() throws IOException, InterruptedException {
    Child owner = ownerThatWaitsAfter(2);
    Child watch = child("watch", "watch").awaitOutput("2 steps are done");
    String run = run("running");

    assertThat(shell.bivouac("resume", run)).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err()).contains("process " + owner.pid(), "bivouac watch " + run);
    assertThat(shell.bivouac("stop", run)).as(shell.err()).isZero();
    assertThat(shell.err())
        .contains("is paused. It was asked to stop.", "bivouac resume " + run)
        .doesNotContain("copy");

    assertThat(owner.await()).as(owner.output()).isEqualTo(ExitCode.PAUSED);
    assertThat(owner.output()).contains("bivouac resume " + run, "from another terminal");
    assertThat(watch.await()).as(watch.output()).isEqualTo(ExitCode.PAUSED);
    assertThat(shell.bivouac("stop", run)).isZero();
    assertThat(shell.err()).contains("nothing to stop");
    model.release();
    assertThat(shell.bivouac("resume", run)).as(shell.err()).isZero();
  }

  @Test
  void cancelsARunInAnotherProcess() throws IOException, InterruptedException {
    Child owner = ownerThatWaitsAfter(2);
    Child watch = child("watch", "watch").awaitOutput("2 steps are done");

    assertThat(shell.bivouac("cancel", "last", "--json")).as(shell.err()).isZero();

    assertThat(json().path("status").asText()).isEqualTo("cancelled");
    assertThat(owner.await()).as(owner.output()).isEqualTo(ExitCode.FAILED);
    assertThat(owner.output()).contains("is cancelled: ", "from another terminal");
    assertThat(watch.await()).as(watch.output()).isEqualTo(ExitCode.FAILED);
    assertThat(shell.bivouac("cancel", "last")).isZero();
    assertThat(shell.err()).contains("is over already");
  }

  @Test
  void readsACopyWhileTheOwnerIsStoppedAndGoesOnWatchingWhenItDoes()
      throws IOException, InterruptedException {
    Child owner = ownerThatWaitsAfter(2);
    Child watch = child("watch", "watch").awaitOutput("2 steps are done");
    owner.signal("STOP");
    watch.awaitOutput("kill -CONT " + owner.pid());

    assertThat(shell.bivouac("ls")).isZero();
    assertThat(shell.out()).contains(" running ");
    assertThat(shell.err())
        .isEqualToIgnoringNewLines(
            "Process %d on %s does not answer, so this was read from a copy made just now."
                .formatted(owner.pid(), shell.err().replaceAll(".* on (.*) does.*\\n", "$1")));
    assertThat(shell.bivouac("show", "last")).isZero();
    assertThat(shell.out()).contains("Step 2");
    assertThat(shell.bivouac("stop", "last")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err()).contains("kill -CONT " + owner.pid(), "kill " + owner.pid());
    assertThat(shell.bivouac("cancel", "last")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err()).contains("kill -CONT " + owner.pid());
    assertThat(secondRun()).as(shell.err()).isZero();

    owner.signal("CONT");
    watch.awaitOutput("It answers again.");
    model.release();

    assertThat(watch.await()).as(watch.output()).isZero();
    assertThat(owner.await()).as(owner.output()).isZero();
  }

  @Test
  void tellsThatTheOwnerWasKilledAndEndsItsRunFromAnywhere()
      throws IOException, InterruptedException {
    Child owner = ownerThatWaitsAfter(2);
    Child watch = child("watch", "watch").awaitOutput("2 steps are done");
    String killed = run("running");

    owner.signal("KILL");

    assertThat(watch.await()).as(watch.output()).isEqualTo(ExitCode.PAUSED);
    assertThat(watch.output()).contains("was interrupted", "bivouac resume " + killed);
    assertThat(shell.bivouac("watch", killed)).isEqualTo(ExitCode.PAUSED);
    assertThat(shell.bivouac("ls", "--status", "interrupted")).isZero();
    assertThat(shell.out()).contains(killed);
    assertThat(shell.err()).isEmpty();

    Child other = ownerThatWaitsAfter(2);
    assertThat(run("interrupted")).isEqualTo(killed);
    assertThat(shell.bivouac("cancel", killed)).as(shell.err()).isZero();
    assertThat(run("cancelled")).isEqualTo(killed);
    model.release();
    assertThat(other.await()).as(other.output()).isZero();
  }

  @Test
  void fitsTheTableToTheTerminalAndListsTheNewest() throws IOException {
    for (String topic : List.of("one", "two", "a very long topic ".repeat(12))) {
      assertThat(
              shell.bivouac(
                  "run",
                  "daily-news-report",
                  "--offline",
                  "--articles",
                  "2",
                  "--topic",
                  topic,
                  "--quiet",
                  "--out",
                  folder.toString()))
          .as(shell.err())
          .isZero();
    }

    shell.set("COLUMNS", "72");
    assertThat(shell.bivouac("ls", "--limit", "2")).isZero();

    assertThat(shell.out().lines()).hasSize(3).allMatch(line -> line.length() <= 72);
    assertThat(shell.out()).contains("a very long").doesNotContain("one");
    assertThat(shell.err()).contains("The newest 2;", "--limit 20");
    assertThat(shell.bivouac("ls", "--json")).isZero();
    assertThat(json()).hasSize(3);
    assertThat(shell.bivouac("ls", "--status", "interrupted")).isZero();
    assertThat(shell.err()).contains("None of the 3 runs here is interrupted");
    assertThat(shell.bivouac("ls", "--limit", "0")).isEqualTo(ExitCode.USAGE);
  }

  private int secondRun() {
    return shell.bivouac(
        "run",
        "daily-news-report",
        "--offline",
        "--articles",
        "2",
        "--quiet",
        "--out",
        folder.toString());
  }

  /** The one run that stands so. */
  private String run(String status) throws IOException {
    assertThat(shell.bivouac("ls", "--json", "--status", status)).isZero();
    assertThat(json()).as(status).hasSize(1);
    return json().path(0).path("id").asText();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(shell.out());
  }

  /** A process with a run that has taken so many steps and waits for the model. */
  private Child ownerThatWaitsAfter(int steps) throws IOException, InterruptedException {
    model.holdAfter(steps);
    Child owner =
        child(
            "owner-" + children.size(),
            "run",
            "daily-news-report",
            "--topic",
            "tides",
            "--articles",
            "4",
            "--provider",
            "custom",
            "--base-url",
            model.baseUrl().toString(),
            "--allow-private",
            web.hostAndPort(),
            "--out",
            folder.resolve("reports").toString());
    return owner.awaitOutput("Step %d:".formatted(steps));
  }

  private Child child(String log, String... arguments) throws IOException {
    Child child =
        Child.start(
            folder.resolve(log),
            Map.of(
                "BIVOUAC_API_KEY",
                KEY,
                "SEARXNG_URL",
                web.url().toString(),
                "BIVOUAC_STORE",
                folder.resolve("store").toString()),
            arguments);
    children.add(child);
    return child;
  }
}
