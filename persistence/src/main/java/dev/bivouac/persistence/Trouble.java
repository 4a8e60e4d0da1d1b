package dev.bivouac.persistence;

import dev.bivouac.journal.JournalFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What is said when a store cannot be used. */
final class Trouble {
  private static final int LONGEST_REASON = 200;

  private Trouble() {}

  static JournalFailedException damaged(StoreFile file, SQLException e) {
    return new JournalFailedException(
        "Store file %s cannot be read and was left as it is (%s). Restore it from a copy, or move it out of the folder."
            .formatted(file, reason(e)),
        e);
  }

  static JournalFailedException cut(StoreFile file, long promised, long found) {
    return new JournalFailedException(
        "Store file %s holds %d entries, but %d were written; it was cut or overwritten, and was left as it is. Restore it from a copy, or delete %s to go on with what is there."
            .formatted(file, found, promised, file.owner()));
  }

  static JournalFailedException newer(Object store, int version, int known) {
    return new JournalFailedException(
        "Store %s was written by a newer Bivouac (schema %d, this program knows %d). Use that version; nothing was changed."
            .formatted(store, version, known));
  }

  static JournalFailedException notMigrated(StoreFile file, Exception e) {
    return new JournalFailedException(
        "Store file %s cannot be brought to this version (%s); nothing was changed. Check the disk's free space, or move the file out of the folder."
            .formatted(file, reason(e)),
        e);
  }

  static JournalFailedException notWritten(StoreFile file, Exception e) {
    return new JournalFailedException(
        "Store file %s cannot be written (%s); nothing was written. Check the disk's free space and the file's permissions, then go on."
            .formatted(file, reason(e)),
        e);
  }

  static JournalFailedException unknown(StoreFile file, Exception e) {
    return new JournalFailedException(
        "Store file %s failed while it was written (%s); whether the last entry was kept is unknown. Check the disk, then resume the run: it goes on from what was kept."
            .formatted(file, reason(e)),
        e);
  }

  static JournalFailedException unusable(Path path, IOException e) {
    return new JournalFailedException(
        "Store %s cannot be used (%s). Make it a folder that you can write, or choose another."
            .formatted(path, reason(e)),
        e);
  }

  static JournalFailedException notCopied(StoreFile file, IOException e) {
    return new JournalFailedException(
        "Store file %s is in use, and no copy of it could be made to read from (%s). Check the space in the system's temporary folder."
            .formatted(file, reason(e)),
        e);
  }

  static JournalFailedException noFolder(Path path) {
    return new JournalFailedException(
        "Store %s is a file, not a folder. Choose a folder.".formatted(path));
  }

  static JournalFailedException notEmpty(Path path) {
    return new JournalFailedException(
        "Folder %s is not empty. Name a new one for the copy.".formatted(path));
  }

  static JournalFailedException badName(Path path) {
    return new JournalFailedException(
        "Store %s cannot be used: its path has a semicolon. Choose another folder."
            .formatted(path));
  }

  static JournalFailedException keysLocked(Path lock) {
    return new JournalFailedException(
        "Store file %s has been locked by another process for too long. End that process and try again."
            .formatted(lock));
  }

  static JournalFailedException notRead(StoreFile file, Exception e) {
    return new JournalFailedException(
        "Store file %s is in use, and no copy of it could be read (%s). Try again; if that does not help, restore it from a copy."
            .formatted(file, reason(e)),
        e);
  }

  static JournalFailedException closed(Object store) {
    return new JournalFailedException("Store %s is closed. Open it again.".formatted(store));
  }

  /** The first line of what went wrong underneath. */
  static String reason(Throwable e) {
    String text =
        switch (e) {
          case AccessDeniedException denied -> "permission denied";
          case FileSystemException failure when failure.getReason() != null -> failure.getReason();
          case IOException failure -> failure.toString();
          default -> root(e);
        };
    String line = text.lines().findFirst().orElse("");
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "..." : line;
  }

  private static String root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
