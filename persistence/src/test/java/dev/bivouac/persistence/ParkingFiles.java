package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files under the name {@code parking:} in which a thread stands still at the nth operation, in the
 * middle of a write if it is one. Public, since H2 makes it.
 */
public final class ParkingFiles extends FilePathWrapper {
  private static final AtomicInteger UNTIL_PARKING = new AtomicInteger();

  static void register() {
    FilePath.register(new ParkingFiles());
  }

  /** From now on so many operations, the last of which is not finished; none for 0. */
  static void parkAt(int operation) {
    UNTIL_PARKING.set(operation);
  }

  /** How many operations are still to be waited for. */
  static int untilParking() {
    return UNTIL_PARKING.get();
  }

  private static boolean isTheOne() {
    return UNTIL_PARKING.get() > 0 && UNTIL_PARKING.decrementAndGet() == 0;
  }

  @Override
  public String getScheme() {
    return "parking";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(FilePath.get("async:" + getBase()).open(mode));
  }

  private static final class Channel extends PassingChannel {
    Channel(FileChannel base) {
      super(base);
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      if (isTheOne()) {
        Parking.forEver("read");
      }
      return super.read(target, position);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      if (isTheOne()) {
        ByteBuffer half = source.duplicate();
        half.limit(half.position() + half.remaining() / 2);
        super.write(half, position);
        Parking.forEver("write");
      }
      return super.write(source, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      if (isTheOne()) {
        Parking.forEver("force");
      }
      super.force(metaData);
    }
  }
}
