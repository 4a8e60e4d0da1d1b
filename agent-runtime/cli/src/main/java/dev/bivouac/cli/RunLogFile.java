package dev.bivouac.cli;

import dev.bivouac.cli.log.LibraryLog;
import dev.bivouac.cli.log.LogFile;
import dev.bivouac.cli.log.LogFolder;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunState;
import dev.bivouac.kimi.WireLog;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.LogRecord;

/**
 * Writes down what this process does for a run, for whoever asks later what went wrong: every
 * entry, failed attempts and waits, stack traces, what libraries logged, with {@code --debug} the
 * model's wire. No keys.
 */
final class RunLogFile implements RunListener, AutoCloseable {
  private static final int HELD_BACK = 1000;

  private final LogFolder folder;
  private final Clock clock;
  private final Secrets secrets;
  private final Map<RunId, LogFile> files = new ConcurrentHashMap<>();
  private final List<String> early = new ArrayList<>();
  private final LibraryLog libraries;

  private RunLogFile(LogFolder folder, Clock clock, Secrets secrets) {
    this.folder = folder;
    this.clock = clock;
    this.secrets = secrets;
    this.libraries = LibraryLog.to(this::logged);
  }

  /** Begins to listen; the file is opened with the run. */
  static RunLogFile of(StorePlace store, Config config, Surroundings around) {
    return new RunLogFile(store.logs(), around.clock(), Secrets.of(config));
  }

  /** Where a run's log lies, if it has one. */
  static Optional<Path> find(StorePlace store, RunId run) {
    return Optional.of(store.logs().path(run.value())).filter(java.nio.file.Files::isRegularFile);
  }

  /** Hears the model's wire. */
  WireLog wire() {
    return (call, line) -> everywhere(clock.instant(), "wire %d %s".formatted(call, line));
  }

  /** Where it is written; empty if no run was opened, or if nothing could be written. */
  Optional<Path> path() {
    return files.values().stream().filter(file -> !file.isBroken()).map(LogFile::path).findFirst();
  }

  /** What ended this process's work on the run, though nothing should. */
  void failed(Throwable cause) {
    var trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    everywhere(clock.instant(), "failed inside: " + trace);
  }

  @Override
  public void opened(RunId run, RunState state) {
    LogFile file = folder.open(run.value());
    files.put(run, file);
    Instant now = clock.instant();
    write(
        file,
        now,
        "opened by %s, Java %s, %s %s, process %d"
            .formatted(
                Version.text(),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                ProcessHandle.current().pid()));
    write(
        file,
        now,
        "asked for %s %s"
            .formatted(state.started().spec().workflow(), state.started().spec().parameters()));
    write(
        file,
        now,
        "set up %s, model %s, %s"
            .formatted(
                state.started().spec().setting().wiring(), state.terms().model(), state.limits()));
    write(
        file,
        now,
        "stands at %d entries, %d steps, %s"
            .formatted(state.progress().entries(), state.steps().size(), state.status().word()));
    synchronized (early) {
      early.forEach(file::line);
      early.clear();
    }
  }

  @Override
  public void appended(RunId run, Entry entry, RunState state) {
    toRun(run, entry.at(), "entry %d %s".formatted(entry.number(), EntryLine.of(entry, state)));
  }

  @Override
  public void attemptDiscarded(RunId run, ModelFailure failure) {
    toRun(run, clock.instant(), "discarded what the attempt sent: " + failure.message());
  }

  @Override
  public void waiting(RunId run, Duration wait, ModelFailure failure) {
    toRun(
        run,
        clock.instant(),
        "waits %s: %s, %s".formatted(Shown.duration(wait), failure.kind(), failure.message()));
  }

  private void logged(LogRecord record, String text) {
    everywhere(
        record.getInstant(),
        "%s %s: %s".formatted(record.getLevel().getName(), record.getLoggerName(), text));
  }

  private void toRun(RunId run, Instant at, String text) {
    LogFile file = files.get(run);
    if (file != null) {
      write(file, at, text);
    }
  }

  private void everywhere(Instant at, String text) {
    if (files.isEmpty()) {
      synchronized (early) {
        if (early.size() < HELD_BACK) {
          early.add(line(at, text));
        }
      }
    } else {
      files.values().forEach(file -> write(file, at, text));
    }
  }

  private void write(LogFile file, Instant at, String text) {
    file.line(line(at, text));
  }

  /** Further lines are set in, so that what others wrote cannot look like a line of the log. */
  private String line(Instant at, String text) {
    String safe = SafeText.lines(secrets.takenOut(text)).strip().replace("\n", "\n    ");
    return at.truncatedTo(ChronoUnit.MILLIS) + " " + safe;
  }

  @Override
  public void close() {
    libraries.close();
    files.values().forEach(LogFile::close);
  }
}
