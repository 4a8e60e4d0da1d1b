package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.h2.store.fs.FileBaseDefault;

/** An open file of a {@link PowerDisk}. */
final class PowerChannel extends FileBaseDefault {
  private final FileChannel real;
  private final PowerDisk disk;
  private final Path path;
  private final PowerFile file;

  PowerChannel(FileChannel real, PowerDisk disk, Path path, PowerFile file) {
    this.real = real;
    this.disk = disk;
    this.path = path;
    this.file = file;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public synchronized int read(ByteBuffer target, long position) throws IOException {
    disk.read();
    return real.read(target, position);
  }

  @Override
  public synchronized int write(ByteBuffer source, long position) throws IOException {
    var bytes = new byte[source.remaining()];
    source.get(bytes);
    disk.write(file, real, position, bytes);
    return bytes.length;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    disk.force(path, file);
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    disk.truncate(file, real, size);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
