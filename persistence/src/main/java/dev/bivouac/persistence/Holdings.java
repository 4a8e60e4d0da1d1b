package dev.bivouac.persistence;

import dev.bivouac.run.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The files that one store holds.
 *
 * <p>A large one takes no new runs. When no run in it is being driven any more it is let go of,
 * which makes it small; later it is found as any other file that nobody holds. Files come and go on
 * the thread of their {@link StoreFolder} only.
 */
final class Holdings {
  private final List<HeldFile> files = new CopyOnWriteArrayList<>();
  private final long largeFile;
  private final Runnable whenSomeCanGo;

  /**
   * Holds nothing yet.
   *
   * @param largeFile bytes from which on a file takes no new runs
   * @param whenSomeCanGo sees to it that {@link #letGo} is called soon, by the right thread
   */
  Holdings(long largeFile, Runnable whenSomeCanGo) {
    this.largeFile = largeFile;
    this.whenSomeCanGo = whenSomeCanGo;
  }

  List<StoreFile> names() {
    return files.stream().map(HeldFile::file).toList();
  }

  /** A file that has just been taken. */
  Visit add(HeldFile file) {
    Visit visit = visit(file).orElseThrow();
    files.add(file);
    return visit;
  }

  /** Empty if the file has been let go of. */
  Optional<Visit> visit(HeldFile file) {
    return Visit.to(file, this::left);
  }

  private void left(HeldFile file) {
    if (isLarge(file)) {
      whenSomeCanGo.run();
    }
  }

  private boolean isLarge(HeldFile file) {
    return file.size() >= largeFile;
  }

  /** A file that takes another run. */
  Optional<Visit> forNewRun() {
    return files.stream()
        .filter(file -> !isLarge(file))
        .flatMap(file -> visit(file).stream())
        .findFirst();
  }

  /** The file that a run lives in. */
  Optional<Visit> of(RunId id) {
    for (HeldFile file : files) {
      Optional<Visit> visit = visit(file);
      boolean there = false;
      try {
        there = visit.isPresent() && file.read(to -> RunReads.status(to, id)).isPresent();
        if (there) {
          return visit;
        }
      } finally {
        if (!there) {
          visit.ifPresent(Visit::close);
        }
      }
    }
    return Optional.empty();
  }

  /** The first answer that a file has. */
  <T> Optional<T> first(FileQuery<Optional<T>> query) {
    for (HeldFile file : files) {
      Optional<T> answer = ask(file, query).flatMap(given -> given);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  /** The answers of all files. */
  <T> List<T> all(FileQuery<List<T>> query) {
    var answers = new ArrayList<T>();
    for (HeldFile file : files) {
      ask(file, query).ifPresent(answers::addAll);
    }
    return answers;
  }

  private <T> Optional<T> ask(HeldFile file, FileQuery<T> query) {
    Optional<Visit> visit = visit(file);
    if (visit.isEmpty()) {
      return Optional.empty();
    }
    try (Visit there = visit.get()) {
      return Optional.of(there.file().read(connection -> query.on(connection, Optional.empty())));
    }
  }

  /** Lets go of the large files that nobody needs. */
  void letGo() {
    for (HeldFile file : List.copyOf(files)) {
      if (isLarge(file) && file.needs().end()) {
        files.remove(file);
        HeldFiles.close(file);
      }
    }
  }

  /** Lets go of everything. */
  void close() {
    files.forEach(HeldFiles::close);
  }
}
