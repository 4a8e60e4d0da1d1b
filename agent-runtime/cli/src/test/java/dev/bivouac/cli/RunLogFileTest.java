package dev.bivouac.cli;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunRequest;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.planner.RunListener;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.model.Fault;
import dev.bivouac.rehearsal.model.FaultPlan;
import dev.bivouac.run.RunId;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogFileTest {
  private static final String KEY = "sk-9f3b7c1e5a2d8046bivouac7e";

  @TempDir private Path folder;

  private Shell shell;

  @BeforeEach
  void aUser() {
    shell = new Shell(folder);
  }

  @Test
  void holdsEveryEntryOfTheRun() throws IOException {
    assertThat(offline()).as(shell.err()).isZero();

    assertThat(log().lines())
        .anyMatch(line -> line.contains("opened by bivouac"))
        .anyMatch(line -> line.contains("set up {") && line.contains("provider=rehearsal"))
        .anyMatch(line -> line.contains("entry 2 step 1: asking rehearsal/rules, attempt 1"))
        .anyMatch(line -> line.contains("1.0 started, attempt 1: date"))
        .anyMatch(line -> line.contains("1.0 finished:"))
        .anyMatch(line -> line.contains("completed:"))
        .noneMatch(line -> line.contains("wire "));
    assertThat(shell.err()).doesNotContain(".log");
    shell.bivouac("show", "last");
    assertThat(shell.out()).contains("  Log        " + logFile());
  }

  @Test
  void isPrivate() throws IOException {
    offline();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logFile())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logFile().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void debugWritesTheWireAndNeverTheKey() throws IOException {
    assertThat(asked(KEY, Fault.NONE)).as(shell.err()).isZero();

    assertThat(log())
        .contains("wire 1 > POST http://127.0.0.1")
        .contains("wire 1 > Authorization: Bearer ***")
        .contains("How do tides work?")
        .contains("wire 1 < 200")
        .contains("< data: {")
        .contains("< data: [DONE]");
    assertThat(shell.err()).contains("The log with the model's wire: ").contains(".log");
    assertNothingOfTheKey();
  }

  @Test
  void aKeyThatTheHostRefusesIsNotWrittenEither() throws IOException {
    assertThat(asked("another-right-key", Fault.NONE)).isEqualTo(3);

    assertThat(log()).contains("wire 1 < 401");
    assertNothingOfTheKey();
  }

  @Test
  void failedAttemptsAndWaitsAreThere() throws IOException {
    assertThat(asked(KEY, Fault.SERVER_ERROR)).as(shell.err()).isZero();

    assertThat(log()).contains("step 1: attempt 1 failed, SERVER").contains("waits ");
  }

  @Test
  void aBugInAToolLeavesItsStackTrace() throws IOException {
    Surroundings around = surroundings();
    ScriptedModel model = ScriptedModel.scripted(asks("broken", "{}"), says("I give up."));
    try (RunLogFile log =
        RunLogFile.of(StorePlace.of(folder.resolve("store")), Config.load(around), around)) {
      Runtimes.builder(new MemoryJournal(Clock.systemUTC()), model, new Broken())
          .listener(RunListener.all(List.of(log, new BrokenListener())))
          .build()
          .run(RunRequest.goal("Try it."));
    }

    assertThat(log())
        .contains("WARNING dev.bivouac.tool.Toolbox: Tool broken failed inside")
        .contains("java.lang.NumberFormatException: For input string: \"a bug")
        .contains("at dev.bivouac.cli.RunLogFileTest$Broken.broken")
        .contains("A run listener failed")
        .doesNotContain("\u001b");
    assertThat(log().lines())
        .noneMatch(line -> line.contains("forged") && line.startsWith("2026-01"));
  }

  /** A tool with a bug, whose message was written by somebody else. */
  static final class Broken {
    @Tool("Breaks.")
    public String broken() {
      return "" + Integer.parseInt("a bug\n2026-01-01T00:00:00Z \u001b[31mforged");
    }
  }

  private static final class BrokenListener implements RunListener {
    @Override
    public void opened(RunId run, RunState state) {
      throw new IllegalStateException("nobody sees this");
    }
  }

  private Surroundings surroundings() {
    var out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var streams = new Streams(InputStream.nullInputStream(), out, out, Set.of());
    return new Surroundings(Map.of(), folder, Clock.systemUTC(), streams);
  }

  private int offline() {
    return shell.bivouac(
        "run",
        "daily-news-report",
        "--offline",
        "--articles",
        "1",
        "--quiet",
        "--out",
        folder.resolve("out").toString());
  }

  private int asked(String rightKey, Fault first) {
    try (var rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC())
                .key(rightKey)
                .faults(FaultPlan.at(number -> number == 1 ? first : Fault.NONE)))) {
      shell.set("BIVOUAC_API_KEY", KEY);
      shell.set("BIVOUAC_BASE_URL", rehearsal.modelBaseUrl().toString());
      shell.set("SEARXNG_URL", rehearsal.searchUrl().toString());
      return shell.bivouac(
          "ask",
          "How do tides work?",
          "--provider",
          "custom",
          "--debug",
          "--model",
          "kimi-k2-thinking");
    }
  }

  private void assertNothingOfTheKey() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertNothingOfTheKey(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    assertNothingOfTheKey(shell.err() + shell.out());
  }

  private static void assertNothingOfTheKey(String text) {
    for (int i = 0; i + 8 <= KEY.length(); i++) {
      assertThat(text.contains(KEY.substring(i, i + 8))).isFalse();
    }
  }

  private String log() throws IOException {
    return Files.readString(logFile());
  }

  private Path logFile() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("store").resolve("logs"))) {
      return files.findFirst().orElseThrow();
    }
  }
}
