package dev.bivouac.persistence;

import dev.bivouac.journal.RunKeyTakenException;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.persistence.socket.Station;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The files of a store: which of them this process holds, and where a run lives.
 *
 * <p>All work with files that are not held is done by one thread of its own, since no caller's
 * thread may get into H2: it could be interrupted there.
 */
final class StoreFolder {
  private final Path folder;
  private final StoreOptions options;
  private final Clock clock;
  private final Station station;
  private final Neighbours neighbours;
  private final Holdings held;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("bivouac-store").factory());

  /**
   * A folder that may not be there yet.
   *
   * @param station what other processes are told and let do
   * @param neighbours reads what this store does not hold
   */
  StoreFolder(
      Path folder, StoreOptions options, Clock clock, Station station, Neighbours neighbours) {
    this.folder = folder.toAbsolutePath().normalize();
    if (Files.exists(this.folder) && !Files.isDirectory(this.folder)) {
      throw Trouble.noFolder(this.folder);
    }
    if (this.folder.toString().contains(";")) {
      throw Trouble.badName(this.folder);
    }
    this.options = options;
    this.clock = clock;
    this.station = station;
    this.neighbours = neighbours;
    this.held = new Holdings(options.largeFile(), this::letGoSoon);
  }

  private void letGoSoon() {
    try {
      thread.execute(this.held::letGo);
    } catch (RejectedExecutionException e) {
      // The store is being closed, and lets go of everything.
    }
  }

  Neighbours neighbours() {
    return neighbours;
  }

  /** The first answer that a file of the store has; files held by this store are asked first. */
  <T> Optional<T> first(Inquiry<Optional<T>> query) {
    Optional<T> answer = held.first(query.query());
    // Held once more: another thread may have taken the file meanwhile, or this one let go of it.
    return answer.isPresent()
        ? answer
        : onThread(() -> held.first(query.query()).or(() -> firstElsewhere(query)));
  }

  private <T> Optional<T> firstElsewhere(Inquiry<Optional<T>> query) {
    for (StoreFile file : others()) {
      Optional<T> answer = neighbours.ask(file, query);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  /** The answers of all files. */
  <T> List<T> all(Inquiry<List<T>> query) {
    return onThread(() -> {
      var answers = new ArrayList<T>(held.all(query.query()));
      for (StoreFile file : others()) {
        answers.addAll(neighbours.ask(file, query));
      }
      return answers;
    });
  }

  /**
   * Copies all files to a new folder, each as it is at one moment.
   *
   * @return how many runs they hold
   */
  int backup(Path target) {
    return onThread(() -> {
      createTarget(target);
      var files = new ArrayList<>(held.names());
      files.addAll(others());
      int runs = 0;
      for (StoreFile file : files) {
        var copy = new StoreFile(target.toRealPath(), file.number(), options.scheme());
        runs +=
            HeldFiles.ask(file, (connection, holder) -> Backup.write(connection, copy), it -> {});
      }
      return runs;
    });
  }

  private static void createTarget(Path target) {
    try {
      PrivateFiles.createFolder(target);
      try (DirectoryStream<Path> there = Files.newDirectoryStream(target)) {
        if (there.iterator().hasNext()) {
          throw Trouble.notEmpty(target);
        }
      }
    } catch (IOException e) {
      throw Trouble.unusable(target, e);
    }
  }

  /** A file that takes another run: one held already, or the first one that can be had. */
  Visit forNewRun() {
    return held.forNewRun().orElseGet(() -> onThread(this::takeOneForNewRuns));
  }

  private Visit takeOneForNewRuns() {
    Optional<Visit> takenMeanwhile = held.forNewRun();
    if (takenMeanwhile.isPresent()) {
      return takenMeanwhile.get();
    }
    createFolder();
    List<StoreFile> mine = held.names();
    for (int number = 1; ; number++) {
      var file = new StoreFile(realFolder(), number, options.scheme());
      if (!mine.contains(file) && !isLarge(file)) {
        Optional<HeldFile> taken = HeldFiles.take(file, clock.instant(), station);
        if (taken.isPresent()) {
          return held.add(taken.get());
        }
      }
    }
  }

  private boolean isLarge(StoreFile file) {
    try {
      return Files.exists(file.data()) && Files.size(file.data()) >= options.largeFile();
    } catch (IOException e) {
      throw Trouble.unusable(file.data(), e);
    }
  }

  /** The file that a run lives in, held by this store from now on. */
  Visit fileOf(RunId id) {
    return held.of(id).orElseGet(() -> onThread(() -> takeFileOf(id)));
  }

  private Visit takeFileOf(RunId id) {
    Optional<Visit> takenMeanwhile = held.of(id);
    if (takenMeanwhile.isPresent()) {
      return takenMeanwhile.get();
    }
    for (StoreFile file : others()) {
      if (isIn(file, id)) {
        return held.add(HeldFiles.takeFor(id, file, clock.instant(), station));
      }
    }
    throw new UnknownRunException(id);
  }

  /** The file, kept for as long as the visit; empty if it has been let go of. */
  Optional<Visit> visit(HeldFile file) {
    return held.visit(file);
  }

  /** The file that a run lives in, if it is one that this store does not hold. */
  Optional<StoreFile> homeOf(RunId id) {
    return onThread(() -> others().stream().filter(file -> isIn(file, id)).findFirst());
  }

  private boolean isIn(StoreFile file, RunId id) {
    return neighbours.ask(
        file,
        new Inquiry<>(
            (connection, holder) -> RunReads.status(connection, id).isPresent(),
            owner -> owner.find(id).isPresent()));
  }

  /**
   * Writes a run with a key that no other run of the store has. Meanwhile no other process can take
   * a key.
   */
  <T> T withFreeKey(String key, Supplier<T> write) {
    var taken =
        new Inquiry<Optional<String>>(
            (connection, holder) ->
                RunReads.hasKey(connection, key) ? Optional.of(key) : Optional.empty(),
            owner -> owner.findByKey(key).map(head -> key));
    return onThread(() ->
        new KeyLock(realFolder())
            .holding(() -> {
              if (held.first(taken.query()).or(() -> firstElsewhere(taken)).isPresent()) {
                throw new RunKeyTakenException(key);
              }
              return write.get();
            }));
  }

  /** Lets go of all files, as the last thing that the thread does. */
  void close() {
    try {
      Future<Boolean> closing =
          thread.submit(() -> {
            held.close();
            return true;
          });
      thread.shutdown();
      Uninterrupted.result(closing);
    } catch (RejectedExecutionException e) {
      // It is closed already.
    }
  }

  private void createFolder() {
    try {
      PrivateFiles.createFolder(folder);
    } catch (IOException e) {
      throw Trouble.unusable(folder, e);
    }
  }

  /** The same for everybody, whichever way they came: {@link HeldFiles} compares it. */
  private Path realFolder() {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw Trouble.unusable(folder, e);
    }
  }

  /** The files that this store does not hold, in order. */
  private List<StoreFile> others() {
    if (!Files.exists(folder)) {
      return List.of();
    }
    List<StoreFile> mine = held.names();
    var files = new ArrayList<StoreFile>();
    Path real = realFolder();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(real)) {
      for (Path path : paths) {
        StoreFile.of(real, real.relativize(path).toString(), options.scheme())
            .filter(file -> !mine.contains(file))
            .ifPresent(files::add);
      }
    } catch (IOException e) {
      throw Trouble.unusable(folder, e);
    }
    files.sort(Comparator.comparingInt(StoreFile::number));
    return files;
  }

  private <T> T onThread(Callable<T> work) {
    try {
      return Uninterrupted.result(thread.submit(work));
    } catch (RejectedExecutionException e) {
      throw Trouble.closed(folder);
    }
  }
}
