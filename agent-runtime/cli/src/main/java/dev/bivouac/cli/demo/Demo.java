package dev.bivouac.cli.demo;

import dev.bivouac.journal.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The play: a process starts a run, is killed while tools run, another takes the run up, and both
 * journals are laid side by side. Whatever is told is read from what these processes wrote.
 */
public final class Demo {
  /** What the shell reports of a process that SIGKILL ended. */
  private static final int KILLED = 137;

  private static final long PATIENCE_SECONDS = 60;

  private final Program program;
  private final Path folder;
  private final Function<Path, List<Entry>> journal;
  private final Consumer<String> out;
  private final String pace;

  /**
   * A demo on a stage of its own.
   *
   * @param journal reads the only run of a store
   * @param out takes a line for people
   * @param pace the variable that slows the pages of a rehearsal down
   */
  public Demo(Stage stage, Function<Path, List<Entry>> journal, Consumer<String> out, String pace) {
    this.program = stage.program();
    this.folder = stage.folder();
    this.journal = journal;
    this.out = out;
    this.pace = pace;
  }

  /**
   * Plays it.
   *
   * @return empty if all happened as it was told, else what did not
   */
  public List<String> play() {
    try {
      return killAndResume();
    } catch (IOException e) {
      return List.of("The demo broke off: %s.".formatted(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("The demo was interrupted.");
    }
  }

  private List<String> killAndResume() throws IOException, InterruptedException {
    Process first = program.start(Map.of(pace, "4s"), run(store(), reports(), "--events"));
    say(
        "",
        "1. Process %d starts a run: bivouac run daily-news-report --offline"
            .formatted(first.pid()));
    var killed = new Follower(out, Map.of());
    killed.follow(first, killed::isFetching);
    // While pages are fetched there is nothing else to do, so the run to compare with runs now.
    Process undisturbed = program.start(Map.of(), run(other("store"), other("reports")));
    killed.follow(first, killed::isInTheMiddle);
    first.destroyForcibly();
    int code = exitCode(first);
    say("", "2. kill -9 %d: the process is gone (exit code %d).".formatted(first.pid(), code));
    if (code != KILLED) {
      return List.of("Process %d was not killed: it ended with %d.".formatted(first.pid(), code));
    }
    List<Entry> before = journal.apply(store());
    out.accept(
        "   Its journal has %d entries; started and not finished: %s."
            .formatted(before.size(), Verdict.words(new Evidence(before, before).cut())));
    TimeUnit.MILLISECONDS.sleep(1500);
    return resume(before, killed, undisturbed);
  }

  private List<String> resume(List<Entry> before, Follower killed, Process undisturbed)
      throws IOException, InterruptedException {
    Process second =
        program.start(
            Map.of(pace, "1.5s"),
            List.of("resume", "--events", "--quiet", "--store", store().toString()));
    say("", "3. Process %d takes the run up: bivouac resume".formatted(second.pid()));
    new Follower(out, killed.calls()).follow(second, () -> false);
    int code = exitCode(second);
    if (code != 0) {
      return List.of("The resume ended with exit code %d.".formatted(code));
    }
    var evidence = new Evidence(before, journal.apply(store()));
    TimeUnit.MILLISECONDS.sleep(1000);
    say("", "4. The journal, entry by entry", "");
    new SideBySide(evidence).lines().forEach(out);
    return new Verdict(evidence, report(reports()), undisturbedReport(undisturbed)).tell(out);
  }

  private String undisturbedReport(Process undisturbed) throws IOException, InterruptedException {
    undisturbed.getInputStream().readAllBytes();
    return exitCode(undisturbed) == 0 ? report(other("reports")) : "";
  }

  private static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return process.exitValue();
  }

  private static List<String> run(Path store, Path reports, String... more) {
    var words =
        new ArrayList<>(List.of("run", "daily-news-report", "--offline", "--articles", "8"));
    words.add("--quiet");
    words.addAll(List.of("--store", store.toString(), "--out", reports.toString()));
    words.addAll(List.of(more));
    return words;
  }

  private static String report(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> reports = files.filter(file -> file.toString().endsWith(".md")).toList();
      return reports.isEmpty() ? "" : Files.readString(reports.getFirst());
    }
  }

  private Path store() {
    return folder.resolve("store");
  }

  private Path reports() {
    return folder.resolve("reports");
  }

  /** Where the run that nobody disturbs keeps its things. */
  private Path other(String name) {
    return folder.resolve("undisturbed").resolve(name);
  }

  private void say(String... lines) {
    Stream.of(lines).forEach(out);
  }
}
