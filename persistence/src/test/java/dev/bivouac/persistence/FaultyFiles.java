package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

  private static final class Faulty extends PassingChannel {
    Faulty(FileChannel base) {
      super(base);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      int length = source.remaining();
      return switch (fault) {
        case NONE, SYNC -> super.write(source, position);
        case REPORT -> {
          boolean end = source.remaining() <= END;
          while (source.hasRemaining()) {
            position += super.write(source, position);
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
      super.force(metaData);
    }
  }
}
