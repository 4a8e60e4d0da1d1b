package dev.bivouac.persistence;

import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.persistence.socket.Station;
import dev.bivouac.persistence.socket.StoreServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A store file that this process writes. */
final class HeldFile {
  // Who reads a file keeps its writer out for as long as the reading takes, never for long.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StoreFile file;
  private final FileOwner owner;
  private final GroupWriter writer;
  private final Instant since;
  private final Needs needs = new Needs();
  private Optional<StoreServer> server = Optional.empty();

  private HeldFile(StoreFile file, FileOwner owner, GroupWriter writer, Instant since) {
    this.file = file;
    this.owner = owner;
    this.writer = writer;
    this.since = since;
  }

  /**
   * Takes a file, or makes it; empty if another process has it.
   *
   * @throws JournalFailedException if it cannot be used; then it is as it was
   */
  static Optional<HeldFile> take(StoreFile file, Instant now) {
    try {
      Optional<FileOwner> owner = FileOwner.take(file, now);
      return owner.isPresent() ? open(file, owner.get(), now) : Optional.empty();
    } catch (IOException e) {
      throw Trouble.notWritten(file, e);
    }
  }

  private static Optional<HeldFile> open(StoreFile file, FileOwner owner, Instant now)
      throws IOException {
    Optional<HeldFile> opened = Optional.empty();
    try {
      opened =
          Uninterrupted.within(PATIENCE, () -> writer(file, owner))
              .map(writer -> new HeldFile(file, owner, writer, now));
      return opened;
    } finally {
      if (opened.isEmpty()) {
        owner.close();
      }
    }
  }

  /** Empty while somebody has the file open. */
  private static Optional<GroupWriter> writer(StoreFile file, FileOwner owner) {
    try {
      if (!isCurrent(file, owner)) {
        Schema.migrate(file);
      }
      return Optional.of(new GroupWriter(file, () -> connect(file, owner), owner::acknowledged));
    } catch (IOException e) {
      throw Trouble.notWritten(file, e);
    } catch (SQLException e) {
      if (H2.isLocked(e)) {
        return Optional.empty();
      }
      throw Trouble.damaged(file, e);
    }
  }

  /** Looks at the file by reading only, so that one that is refused stays as it was. */
  private static boolean isCurrent(StoreFile file, FileOwner owner)
      throws IOException, SQLException {
    if (!Files.exists(file.data())) {
      return false;
    }
    // The last process may have died before its sync: what is counted below must stay.
    PrivateFiles.sync(file.data());
    try (Connection connection = H2.openReadOnly(file.scheme(), file.data())) {
      int version = Schema.version(file, connection);
      long found = WrittenCount.read(connection);
      FileOwner.check(file, owner.entries(), found);
      owner.acknowledged(found - owner.entries());
      return version == Schema.VERSION;
    }
  }

  private static Connection connect(StoreFile file, FileOwner owner) throws SQLException {
    Connection connection = H2.open(file.scheme(), file.data());
    try {
      connection.setAutoCommit(false);
      if (WrittenCount.read(connection) < owner.entries()) {
        // After a failure of the disk H2 may come up in an older state.
        throw new SQLException("entries that were acknowledged are missing");
      }
      connection.rollback();
      return connection;
    } catch (SQLException e) {
      // Else the file would stay open here after it was let go of, and be locked for all others.
      connection.close();
      throw e;
    }
  }

  StoreFile file() {
    return file;
  }

  Needs needs() {
    return needs;
  }

  /** This process, as others see it. */
  Holder holder() {
    return ThisProcess.holder(since);
  }

  /** Lets other processes ask, from now on. */
  void listen(Station station) {
    server =
        Optional.of(
            StoreServer.start(file.socket(), new HeldRuns(this), station, owner::listensAt));
  }

  <T> T write(Change<T> change) {
    return writer.write(change);
  }

  <T> T read(Work<T> work) {
    return writer.read(work);
  }

  /** Bytes on the disk. */
  long size() {
    try {
      return Files.size(file.data());
    } catch (IOException e) {
      return 0;
    }
  }

  /** Lets go of the file when everything asked for is done. */
  void close() {
    try (owner) {
      server.ifPresent(StoreServer::close);
      boolean worthwhile = Tidying.isWorthwhile(this);
      writer.close();
      if (worthwhile) {
        Tidying.run(file);
      }
    } catch (IOException e) {
      // The lock goes with the process; only the name stays in the owner's file.
    }
  }
}
