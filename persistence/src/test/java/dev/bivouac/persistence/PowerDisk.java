package dev.bivouac.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * A disk that loses power, fails or is full when it is told to. It lives in a real folder, and
 * knows of every file what was forced and what was written since. When its power is cut, nothing
 * works any more; {@link #after} says what is found when it comes back: all that was forced, and of
 * the rest whatever chance has kept.
 */
final class PowerDisk {
  private static final Map<Path, PowerDisk> DISKS = new ConcurrentHashMap<>();

  /** What is done when a call does not fail. */
  @FunctionalInterface
  private interface Deed {
    void run() throws IOException;
  }

  /** Something that happened to the names in a folder. The file is new there, or not there. */
  private record Naming(Path folder, Set<Path> gone, Map<Path, PowerFile> there) {}

  private final Path root;
  private final boolean forces;
  private final Map<Path, PowerFile> files = new TreeMap<>();
  private final Map<Path, PowerFile> durable = new TreeMap<>();
  private final List<Naming> namings = new ArrayList<>();
  private long left = Long.MAX_VALUE;
  private long room = Long.MAX_VALUE;
  private long calls;
  private long faultAt = Long.MAX_VALUE;
  private Fault fault = Fault.NOTHING_DONE;
  private LongConsumer heard = call -> {};
  private long halfAt = Long.MAX_VALUE;

  private PowerDisk(Path root, boolean forces) {
    this.root = root;
    this.forces = forces;
  }

  /**
   * The disk whose root is a folder; what is there is durable.
   *
   * @param forces false for a disk that says it has forced and has not
   */
  static PowerDisk over(Path root, boolean forces) throws IOException {
    var disk = new PowerDisk(root, forces);
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            disk.files.put(path, PowerFile.folder());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            disk.files.put(path, PowerFile.of(Files.readAllBytes(path)));
            return FileVisitResult.CONTINUE;
          }
        });
    disk.durable.putAll(disk.files);
    DISKS.put(root, disk);
    return disk;
  }

  /** The disk that a path leads to, unless it leads elsewhere. */
  static Optional<PowerDisk> at(Path path) {
    return DISKS.entrySet().stream()
        .filter(disk -> path.startsWith(disk.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The disk that a path leads to, which may have been taken out. */
  static PowerDisk of(Path path) throws IOException {
    return at(path).orElseThrow(() -> new IOException("There is no disk any more"));
  }

  /** The folder that it lives in. */
  Path root() {
    return root;
  }

  /** Takes the disk out. */
  void remove() {
    DISKS.remove(root);
  }

  /** Cuts the power at that call from now on. */
  synchronized void cutAt(long call) {
    left = call;
  }

  /** Cuts the power now. */
  synchronized void cut() {
    left = 0;
  }

  synchronized boolean isCut() {
    return left <= 0;
  }

  /** Lets that call from now on fail, be it to read, to write or to force. */
  synchronized void failAt(long call, Fault how) {
    calls = 0;
    faultAt = call;
    fault = how;
  }

  /**
   * Tells of each call from now on, with its number, before it is done.
   *
   * @param half the call that is half done before it is told of, if it writes
   */
  synchronized void tell(LongConsumer listener, long half) {
    calls = 0;
    heard = listener;
    halfAt = half;
  }

  /** Fails no more; returns how many calls there were since it was told to fail. */
  synchronized long mend() {
    faultAt = Long.MAX_VALUE;
    room = Long.MAX_VALUE;
    return calls;
  }

  /** Lets all files together grow by so many bytes, and no more. With -1 nothing can be changed. */
  synchronized void leaveRoom(long bytes) {
    room = bytes;
  }

  /** Something changes; the last change before the power goes happens and nobody is told. */
  private void change(Deed deed) throws IOException {
    checkPower();
    left--;
    boolean fails = fails();
    if (room < 0) {
      throw new IOException("Read-only file system");
    }
    if (!fails || fault == Fault.DONE) {
      deed.run();
    }
    checkPower();
    if (fails) {
      throw new IOException("Input/output error");
    }
  }

  private boolean fails() {
    calls++;
    heard.accept(calls);
    return fault == Fault.FOR_EVER ? calls >= faultAt : calls == faultAt;
  }

  /** Before something is read. */
  synchronized void read() throws IOException {
    checkPower();
    if (fails()) {
      throw new IOException("Input/output error");
    }
  }

  private void checkPower() throws IOException {
    if (isCut()) {
      throw new IOException("The power is cut");
    }
  }

  /** Sockets are not on the disk. */
  private static boolean isOutside(Path path) {
    return path.toString().endsWith(".sock");
  }

  synchronized FileChannel open(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    read();
    Path name = path.normalize();
    if (!files.containsKey(name) && !Files.exists(path)) {
      change(() -> {
        FileChannel.open(path, options, attributes).close();
        var file = PowerFile.of(new byte[0]);
        files.put(name, file);
        note(Set.of(), Map.of(name, file), name);
      });
    }
    var more = new HashSet<OpenOption>(options);
    more.remove(StandardOpenOption.CREATE_NEW);
    return new PowerChannel(FileChannel.open(path, more), this, name, file(name));
  }

  private PowerFile file(Path path) throws IOException {
    PowerFile file = files.get(path);
    if (file == null) {
      throw new NoSuchFileException(path.toString());
    }
    return file;
  }

  synchronized void write(PowerFile file, FileChannel real, long at, byte[] bytes)
      throws IOException {
    if (bytes.length == 0) {
      return;
    }
    if (calls + 1 == halfAt) {
      int unused = real.write(ByteBuffer.wrap(bytes, 0, bytes.length / 2), at);
    }
    long growth = Math.max(0, at + bytes.length - Math.max(at, real.size()));
    change(() -> {
      int fits = (int) (bytes.length - Math.max(0, growth - room));
      var some = ByteBuffer.wrap(bytes, 0, fits);
      file.write(at, Arrays.copyOf(bytes, fits));
      while (some.hasRemaining()) {
        int unused = real.write(some, at + some.position());
      }
      room -= Math.min(room, growth);
      if (fits < bytes.length) {
        throw new IOException("No space left on device");
      }
    });
  }

  synchronized void truncate(PowerFile file, FileChannel real, long size) throws IOException {
    change(() -> {
      file.truncate(size);
      FileChannel unused = real.truncate(size);
    });
  }

  synchronized void force(Path path, PowerFile file) throws IOException {
    checkPower();
    left--;
    // A force that the cut interrupts has done nothing that anybody may rely on.
    read();
    if (file.isFolder()) {
      namings.stream().filter(naming -> naming.folder().equals(path)).forEach(this::settle);
      namings.removeIf(naming -> naming.folder().equals(path));
    } else if (forces) {
      file.force();
    }
  }

  private void settle(Naming naming) {
    naming.gone().forEach(durable::remove);
    durable.putAll(naming.there());
  }

  synchronized void delete(Path path) throws IOException {
    if (isOutside(path) || !Files.exists(path)) {
      Files.delete(path);
      return;
    }
    change(() -> {
      Files.delete(path);
      files.remove(path);
      note(Set.of(path), Map.of(), path);
    });
  }

  synchronized void move(Path from, Path to) throws IOException {
    change(() -> {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      PowerFile file = file(from);
      files.remove(from);
      files.put(to, file);
      note(Set.of(from), Map.of(to, file), to);
    });
  }

  synchronized void createFolder(Path path, FileAttribute<?>... attributes) throws IOException {
    change(() -> {
      Files.createDirectory(path, attributes);
      var made = PowerFile.folder();
      files.put(path, made);
      note(Set.of(), Map.of(path, made), path);
    });
  }

  private void note(Set<Path> gone, Map<Path, PowerFile> there, Path path) {
    namings.add(new Naming(path.resolveSibling(".").normalize(), gone, there));
  }

  /** Writes what is found after the cut to another folder, which is made. */
  synchronized void after(Path other, Random random) {
    var found = new TreeMap<>(durable);
    boolean inOrder = random.nextBoolean();
    int kept = random.nextInt(namings.size() + 1);
    for (int i = 0; i < namings.size(); i++) {
      if (inOrder ? i < kept : random.nextBoolean()) {
        namings.get(i).gone().forEach(found::remove);
        found.putAll(namings.get(i).there());
      }
    }
    try {
      var folders = new HashSet<Path>();
      Files.createDirectories(other);
      folders.add(root);
      for (var entry : found.entrySet()) {
        write(entry.getKey(), entry.getValue(), folders, other, random);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path path, PowerFile file, Set<Path> folders, Path other, Random random)
      throws IOException {
    if (path.equals(root) || !folders.contains(path.getParent())) {
      return;
    }
    Path target = other.resolve(root.relativize(path).toString());
    if (file.isFolder()) {
      folders.add(path);
      Files.createDirectory(target);
    } else {
      Files.write(target, file.after(random));
    }
  }
}
