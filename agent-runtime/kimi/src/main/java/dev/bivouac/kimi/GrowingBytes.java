package dev.bivouac.kimi;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes to which more is added at the end. What is there is never written over, so that a view of
 * it stays as it is while more is added.
 *
 * <p>Kept in parts of one size: none of them is copied as they grow in number.
 */
final class GrowingBytes {
  private static final int PART = 128 * 1024;

  private final List<byte[]> parts = new ArrayList<>();
  private long length;

  /**
   * A beginning of such bytes as it was at some time.
   *
   * @param parts in order; of the last only so much counts as the length says
   */
  record View(List<byte[]> parts, long length) {
    /** One of its parts. */
    interface Part {
      void take(byte[] bytes, int count);
    }

    void forEach(Part part) {
      long left = length;
      for (byte[] bytes : parts) {
        part.take(bytes, (int) Math.min(bytes.length, left));
        left -= bytes.length;
      }
    }
  }

  long length() {
    return length;
  }

  void append(byte[] more) {
    int done = 0;
    while (done < more.length) {
      int used = (int) (length % PART);
      if (used == 0) {
        parts.add(new byte[PART]);
      }
      int count = Math.min(PART - used, more.length - done);
      System.arraycopy(more, done, parts.getLast(), used, count);
      done += count;
      length += count;
    }
  }

  /** The beginning of these bytes, to which something else is to be added. */
  GrowingBytes beginning(long end) {
    var cut = new GrowingBytes();
    int whole = (int) (end / PART);
    cut.parts.addAll(parts.subList(0, whole));
    if (end % PART > 0) {
      cut.parts.add(parts.get(whole).clone());
    }
    cut.length = end;
    return cut;
  }

  View view() {
    return new View(List.copyOf(parts), length);
  }
}
