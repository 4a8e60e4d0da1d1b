package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files whose writes reach the disk in an order that a power loss cannot turn against them, under
 * the name {@code ordered:}.
 *
 * <p>H2 writes every commit as one chunk. Since a chunk may be written over one that the chunk
 * before it has made needless, and the file's header names the newest chunk, each write waits until
 * the one before is on the disk. So at most the last chunk can be torn, and its seal shows it
 * ({@link ChunkSeal}): then it is hidden from H2, which goes on from the chunk before. What cannot
 * be sealed has its end written when all before it is on the disk.
 *
 * <p>A file of which something could not be read, written or forced cannot be used any more until
 * it is opened again: H2 takes what it cannot read for not there, and would write over it.
 *
 * <p>Public, since H2 makes it.
 */
public final class OrderedFiles extends FilePathWrapper {
  static final String PREFIX = "ordered:";

  /** What a disk writes whole or not at all. */
  private static final int SECTOR = 512;

  /** For H2, which makes one for each path. */
  public OrderedFiles() {}

  static void register() {
    FilePath.register(new OrderedFiles());
  }

  @Override
  public String getScheme() {
    return PREFIX.substring(0, PREFIX.length() - 1);
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Ordered(getBase().open(mode));
  }

  private static final class Ordered extends FileBaseDefault {
    private final FileChannel base;
    private boolean written;

    Ordered(FileChannel base) {
      this.base = base;
    }

    @Override
    public long size() throws IOException {
      return base.size();
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      try {
        return target.remaining() == ChunkSeal.FOOTER
            ? readFooter(target, position)
            : base.read(target, position);
      } catch (IOException e) {
        throw broken(e);
      }
    }

    private int readFooter(ByteBuffer target, long position) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(ChunkSeal.FOOTER);
      int last = 0;
      while (bytes.hasRemaining() && last >= 0) {
        last = base.read(bytes, position + bytes.position());
      }
      if (!bytes.hasRemaining() && ChunkSeal.isBroken(base, bytes.array(), position)) {
        bytes = ByteBuffer.allocate(ChunkSeal.FOOTER).position(ChunkSeal.FOOTER);
      }
      int read = bytes.position();
      target.put(bytes.flip());
      return read == 0 ? last : read;
    }

    /** Ends the use of the file, lock and all. */
    private IOException broken(IOException failure) {
      try {
        base.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
      return failure;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      int length = source.remaining();
      boolean inOneGo = position == 0 || ChunkSeal.seal(source);
      int end = inOneGo ? length : Math.min(length, SECTOR);
      try {
        awaitLast();
        if (end < length) {
          writeAll(source, position, length - end);
          base.force(false);
        }
        writeAll(source, position + length - end, end);
      } catch (IOException e) {
        throw broken(e);
      }
      written = true;
      return length;
    }

    private void awaitLast() throws IOException {
      if (written) {
        base.force(false);
        written = false;
      }
    }

    private void writeAll(ByteBuffer source, long position, int length) throws IOException {
      int limit = source.limit();
      long at = position;
      source.limit(source.position() + length);
      while (source.hasRemaining()) {
        at += base.write(source, at);
      }
      source.limit(limit);
    }

    @Override
    public synchronized void force(boolean metaData) throws IOException {
      try {
        base.force(metaData);
      } catch (IOException e) {
        throw broken(e);
      }
      written = false;
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      awaitLast();
      base.truncate(size);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return base.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      base.close();
    }
  }
}
