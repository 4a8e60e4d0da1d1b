package dev.bivouac.persistence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file on a {@link PowerDisk}: what was forced, and what was done since. */
final class PowerFile {
  private static final int[] SECTORS = {512, 4096};

  /** One change that is not durable: bytes that were written, or none and a new length. */
  private static final class Change {
    private final long at;
    private final byte[] bytes;

    Change(long at, byte[] bytes) {
      this.at = at;
      this.bytes = bytes;
    }
  }

  private final boolean folder;
  private final List<Change> since = new ArrayList<>();
  private byte[] durable;
  private int length;

  private PowerFile(boolean folder, byte[] durable) {
    this.folder = folder;
    this.durable = durable;
    this.length = durable.length;
  }

  static PowerFile of(byte[] durable) {
    return new PowerFile(false, durable);
  }

  static PowerFile folder() {
    return new PowerFile(true, new byte[0]);
  }

  boolean isFolder() {
    return folder;
  }

  void write(long at, byte[] bytes) {
    since.add(new Change(at, bytes));
  }

  void truncate(long size) {
    since.add(new Change(size, new byte[0]));
  }

  void force() {
    for (Change change : since) {
      if (change.bytes.length == 0) {
        resize(Math.min(length, (int) change.at));
      } else {
        put((int) change.at, change.bytes, 0, change.bytes.length);
      }
    }
    since.clear();
  }

  private void resize(int size) {
    if (size > durable.length) {
      durable = Arrays.copyOf(durable, Math.max(size, durable.length * 2));
    }
    if (size < length) {
      Arrays.fill(durable, size, length, (byte) 0);
    }
    length = size;
  }

  private void put(int at, byte[] bytes, int from, int count) {
    resize(Math.max(length, at + count));
    System.arraycopy(bytes, from, durable, at, count);
  }

  /** What is found after a cut. */
  byte[] after(Random random) {
    var found = new PowerFile(false, Arrays.copyOf(durable, length));
    int mostlyKept = random.nextInt(101);
    for (Change change : since) {
      boolean kept = random.nextInt(100) < mostlyKept;
      boolean torn = random.nextInt(3) == 0;
      if (change.bytes.length == 0) {
        found.resize(kept ? Math.min(found.length, (int) change.at) : found.length);
      } else if (torn) {
        found.tear(change, random);
      } else if (kept) {
        found.put((int) change.at, change.bytes, 0, change.bytes.length);
      } else if (random.nextBoolean()) {
        // The file has grown, and what should be there is not.
        found.resize(Math.max(found.length, (int) change.at + change.bytes.length));
      }
    }
    return Arrays.copyOf(found.durable, found.length);
  }

  /** Some sectors of a write have reached the disk: those up to one, those from one on, or any. */
  private void tear(Change change, Random random) {
    int sector = SECTORS[random.nextInt(SECTORS.length)];
    int start = (int) change.at;
    int end = start + change.bytes.length;
    int middle = start + random.nextInt(change.bytes.length);
    int kind = random.nextInt(4);
    for (int at = start; at < end; ) {
      int next = Math.min(end, (at / sector + 1) * sector);
      boolean there =
          switch (kind) {
            case 0 -> next <= middle;
            case 1 -> at >= middle;
            case 2 -> random.nextBoolean();
            // All but one: the hardest to notice.
            default -> middle < at || middle >= next;
          };
      if (there) {
        put(at, change.bytes, at - start, next - at);
      }
      at = next;
    }
    if (random.nextBoolean()) {
      resize(Math.max(length, end));
    }
  }
}
