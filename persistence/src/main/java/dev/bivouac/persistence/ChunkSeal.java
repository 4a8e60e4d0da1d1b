package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A checksum over a whole chunk, in the padding of its footer, where H2 sees nothing but blanks.
 *
 * <p>H2 takes a chunk whose first and last bytes are there for a whole one. With the seal, one of
 * which the middle did not reach the disk is told from a whole one, and hidden from H2.
 */
final class ChunkSeal {
  /** As long as H2's own, at the end of a chunk. */
  static final int FOOTER = 128;

  private static final int BLOCK = 4096;

  /** The mark, 32 bits in groups of seven, and the line's end, which stays as H2 wrote it. */
  private static final int LENGTH = 7;

  private static final int GROUPS = 5;
  private static final byte MARK = (byte) 0xff;

  private static final Pattern CHUNK =
      Pattern.compile(
          "\\s*chunk:[0-9a-f]{1,8},len:([0-9a-f]{1,7}),version:[0-9a-f]{1,16},fletcher:[0-9a-f]{1,8}\\s*");

  private ChunkSeal() {}

  /** Seals what is about to be written, if it is a chunk with room for it. */
  static boolean seal(ByteBuffer chunk) {
    int length = chunk.remaining();
    if (length == 0 || length % BLOCK != 0) {
      return false;
    }
    int at = chunk.limit() - LENGTH;
    var footer = new byte[FOOTER];
    chunk.get(chunk.limit() - FOOTER, footer);
    if (!CHUNK.matcher(text(footer)).matches() || !isBlank(footer)) {
      return false;
    }
    var sum = new CRC32C();
    sum.update(chunk.duplicate().limit(at));
    chunk.put(at, MARK);
    for (int group = 0; group < GROUPS; group++) {
      chunk.put(at + 1 + group, group(sum.getValue(), group));
    }
    return true;
  }

  private static boolean isBlank(byte[] footer) {
    for (int i = FOOTER - LENGTH; i < FOOTER - 1; i++) {
      if (footer[i] != ' ') {
        return false;
      }
    }
    return true;
  }

  /** H2 takes bytes over 127 for blanks, as their sign makes them less than a space. */
  private static byte group(long sum, int group) {
    return (byte) (0x80 | ((sum >> (7 * group)) & 0x7f));
  }

  private static String text(byte[] footer) {
    return new String(footer, 0, FOOTER - LENGTH, StandardCharsets.ISO_8859_1);
  }

  /** True if a chunk ends here that was sealed, and is not as it was then. */
  static boolean isBroken(FileChannel file, byte[] footer, long position) throws IOException {
    Matcher chunk = CHUNK.matcher(text(footer));
    if ((position + FOOTER) % BLOCK != 0 || footer[FOOTER - LENGTH] != MARK || !chunk.matches()) {
      return false;
    }
    long end = position + FOOTER;
    long start = end - Long.parseLong(chunk.group(1), 16) * BLOCK;
    return start < 0 || !isWhole(file, footer, start, end - LENGTH);
  }

  private static boolean isWhole(FileChannel file, byte[] footer, long start, long end)
      throws IOException {
    long at = start;
    var sum = new CRC32C();
    ByteBuffer piece = ByteBuffer.allocate(16 * BLOCK);
    while (at < end) {
      piece.clear().limit((int) Math.min(piece.capacity(), end - at));
      int read = file.read(piece, at);
      if (read <= 0) {
        return false;
      }
      sum.update(piece.flip());
      at += read;
    }
    for (int group = 0; group < GROUPS; group++) {
      if (footer[FOOTER - LENGTH + 1 + group] != group(sum.getValue(), group)) {
        return false;
      }
    }
    return true;
  }
}
