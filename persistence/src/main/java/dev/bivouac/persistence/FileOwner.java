package dev.bivouac.persistence;

import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.persistence.socket.SocketPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The right to write one store file, held by one process at a time.
 *
 * <p>It is a lock on the small file {@code runs-0001.owner}, which the system lets go of however
 * the process ends. Its text says for people which process that is. Its first line counts the
 * entries that were acknowledged, so that a file that was cut is told from one that is whole: H2
 * itself opens such a file in an older state and says nothing.
 *
 * <p>On Linux, closing any channel of a file gives up every lock that the process has on it. So no
 * process ever opens the owner's file of a store file that it holds itself: see {@link HeldFiles}.
 */
final class FileOwner implements AutoCloseable {
  private static final String SOCKET = "socket";
  private static final String ENTRIES = "entries=%019d\n";
  private static final int MOST_TEXT = 4096;
  // Beyond the text, since some systems do not let others read what is locked.
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /**
   * What the file of an owner says of it.
   *
   * @param pid its process id, if it says one
   */
  record Text(Holder holder, Optional<String> pid) {
    /** False if it names nobody, or a process of this machine that is dead. */
    boolean isAlive() {
      return pid.map(Long::valueOf)
          .flatMap(ProcessHandle::of)
          .filter(ProcessHandle::isAlive)
          .isPresent();
    }
  }

  private final FileChannel channel;
  private long entries;

  private FileOwner(FileChannel channel, long entries) {
    this.channel = channel;
    this.entries = entries;
  }

  /** Takes the file, unless another process has it. */
  static Optional<FileOwner> take(StoreFile file, Instant now) throws IOException {
    FileChannel channel = PrivateFiles.openForWriting(file.owner());
    boolean taken = false;
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        return Optional.empty();
      }
      // By this channel: opening and closing another one would give up the lock.
      String before = text(channel);
      var owner = new FileOwner(channel, entries(before));
      socket(before).ifPresent(SocketPlace::remove);
      owner.write(ThisProcess.text(now));
      taken = true;
      return Optional.of(owner);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** How many entries a file holds at least that this process does not hold. */
  static long entries(StoreFile file) {
    return entries(text(file.owner()));
  }

  /** How many entries the file holds at least. */
  long entries() {
    return entries;
  }

  private static long entries(String text) {
    try {
      return Long.parseLong(values(text).getOrDefault("entries", "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * Refuses a file that has lost entries.
   *
   * @param promised how many were acknowledged before the file was opened
   */
  static void check(StoreFile file, long promised, long found) {
    if (found < promised) {
      throw Trouble.cut(file, promised, found);
    }
  }

  /** Who has a file that is locked, and not by this process. */
  static Holder holder(StoreFile file) {
    return said(file).holder();
  }

  /** The same, with what else is known of it. */
  static Text said(StoreFile file) {
    Map<String, String> values = values(text(file.owner()));
    try {
      if (values.containsKey("pid")) {
        String pid = values.get("pid");
        String process = ThisProcess.label(pid, values.getOrDefault("host", "another host"));
        Instant since = Instant.parse(values.getOrDefault("since", ""));
        return new Text(new Holder(process, since), Optional.of(pid));
      }
    } catch (DateTimeException e) {
      // Half written: the process has just taken it.
    }
    return new Text(new Holder("another program", lastChange(file.data())), Optional.empty());
  }

  /** Where the process that has a file listens, if it does. */
  static Optional<Path> socket(StoreFile file) {
    return SocketPlace.fits(file.socket())
        ? Optional.of(file.socket()).filter(Files::exists)
        : socket(text(file.owner())).filter(Files::exists);
  }

  private static Optional<Path> socket(String text) {
    try {
      return Optional.ofNullable(values(text).get(SOCKET)).map(Path::of);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Instant lastChange(Path path) {
    try {
      return Files.getLastModifiedTime(path).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      // Not there, or not to be read: then it says nothing.
      return "";
    }
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_TEXT);
    channel.read(bytes, 0);
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }

  private static Map<String, String> values(String text) {
    return text.lines()
        .filter(line -> line.indexOf('=') > 0)
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1),
                (first, second) -> first));
  }

  /** Counts entries that are durable. */
  void acknowledged(long more) {
    if (more > 0) {
      entries += more;
      try {
        write("");
      } catch (IOException e) {
        // The count stays lower than it could be, which is true as well.
      }
    }
  }

  /** Says where else this process listens than beside the file. */
  void listensAt(Path socket) {
    byte[] line = (SOCKET + "=" + socket + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      channel.write(ByteBuffer.wrap(line), channel.size());
    } catch (IOException e) {
      // Then nobody finds it, and reads a copy instead.
    }
  }

  private void write(String rest) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap((ENTRIES.formatted(entries) + rest).getBytes(StandardCharsets.UTF_8));
    channel.write(bytes, 0);
    if (!rest.isEmpty()) {
      channel.truncate(bytes.capacity());
    }
  }

  /** Lets go of the file. */
  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(ENTRIES.formatted(entries).length());
      // While the file is held the count may lag behind on the disk; it says the least there is.
      channel.force(true);
    }
  }
}
