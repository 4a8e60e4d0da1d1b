package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.journal.Journals;
import dev.bivouac.run.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;

/** A store of H2 whose database fails, and no disk is the cause. */
final class FailingH2 implements Unreliable {
  private final Path store;
  private final FailingCalls calls = new FailingCalls("58000", false);
  private final Driver before;

  /** A store of that name in a folder, made of a copy of an empty one. */
  FailingH2(Path folder, String name, Path empty) throws IOException {
    store = Files.createDirectory(folder.resolve(name));
    copy(empty, store);
    before = H2.connectWith(calls.over(Driver.class, new org.h2.Driver()));
  }

  static void copy(Path empty, Path store) throws IOException {
    try (var files = Files.list(empty)) {
      for (Path file : files.toList()) {
        Files.copy(file, store.resolve(file.getFileName()));
      }
    }
  }

  /** A store with tables and nothing in them. */
  static Path empty(Path folder) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Schema.migrate(new StoreFile(empty, 1, "async:"));
    return empty;
  }

  @Override
  public Store open() {
    return H2Store.open(store, new SettableClock(Journals.START));
  }

  @Override
  public String name() {
    return store.toString();
  }

  @Override
  public void failAt(long call, Fault fault) {
    calls.failAt(call, fault);
  }

  @Override
  public long mend() {
    long made = calls.mend();
    try {
      assertThat(calls.open()).as("connections that were never closed").isZero();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return made;
  }

  @Override
  public void close() throws IOException {
    var unused = H2.connectWith(before);
    PowerLossTrial.delete(store);
  }
}
