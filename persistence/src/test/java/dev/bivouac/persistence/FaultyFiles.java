package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk that fails when it is told to, under the name {@code faulty:}. Public, since H2 makes it.
 */
public final class FaultyFiles extends FilePathWrapper {
  private static final int END = 512;
  private static volatile Fault fault = Fault.NONE;

  /** What goes wrong. */
  enum Fault {
    NONE,
    WRITE,
    /** The end of the next commit reaches the disk and is reported as failed. */
    REPORT,
    /** The sync after a commit. */
    SYNC,
    EVERYTHING
  }

  static void register() {
    FilePath.register(new FaultyFiles());
  }

  static void fail(Fault next) {
    fault = next;
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    if (fault == Fault.EVERYTHING) {
      throw new IOException("Disk gone");
    }
    return new Faulty(FilePath.get("async:" + getBase()).open(mode));
  }

  private static final class Faulty extends FileBaseDefault {
    private final FileChannel base;

    Faulty(FileChannel base) {
      this.base = base;
    }

    @Override
    public long size() throws IOException {
      return base.size();
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return base.read(target, position);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      int length = source.remaining();
      return switch (fault) {
        case NONE, SYNC -> base.write(source, position);
        case REPORT -> {
          boolean end = source.remaining() <= END;
          while (source.hasRemaining()) {
            position += base.write(source, position);
          }
          if (!end) {
            yield length;
          }
          fault = Fault.NONE;
          throw new IOException("No answer from the disk");
        }
        case WRITE -> {
          fault = Fault.NONE;
          throw new IOException("No space left on device");
        }
        case EVERYTHING -> throw new IOException("Disk gone");
      };
    }

    @Override
    public void force(boolean metaData) throws IOException {
      if ((fault == Fault.SYNC && metaData) || fault == Fault.EVERYTHING) {
        fault = fault == Fault.SYNC ? Fault.NONE : fault;
        throw new IOException("Sync failed");
      }
      base.force(metaData);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
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
