package dev.bivouac.cli.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that lines are added to. Each is handed to the system at once, so that a killed process
 * loses none. When it has grown large, it becomes {@code NAME.1} and a new one begins, so that the
 * newest lines are always there.
 *
 * <p>A log that cannot be written must not end a run: after the first failure it is left alone.
 */
public final class LogFile implements AutoCloseable {
  private final Path path;
  private final long maxBytes;
  private @Nullable OutputStream out;
  private long size;
  private boolean broken;

  private LogFile(Path path, long maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
  }

  /**
   * Opens a file, or goes on with one that is there.
   *
   * @param maxBytes about how large it may grow; twice that lies on the disk at most
   */
  static LogFile open(Path path, long maxBytes) {
    var file = new LogFile(path, maxBytes);
    file.begin();
    return file;
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /**
   * Adds a line.
   *
   * @param text may have lines of its own
   */
  public synchronized void line(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    if (size > 0 && size + bytes.length > maxBytes) {
      turnOver();
    }
    OutputStream open = out;
    if (open == null) {
      return;
    }
    try {
      open.write(bytes);
      open.flush();
      size += bytes.length;
    } catch (IOException e) {
      giveUp();
    }
  }

  /** True if something could not be written. */
  public synchronized boolean isBroken() {
    return broken;
  }

  private void begin() {
    try {
      FileChannel channel =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              LogFolder.only(path, "rw-------"));
      size = channel.size();
      out = new BufferedOutputStream(Channels.newOutputStream(channel));
    } catch (IOException e) {
      giveUp();
    }
  }

  private void turnOver() {
    close();
    try {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      begin();
    } catch (IOException e) {
      giveUp();
    }
  }

  private void giveUp() {
    broken = true;
    close();
  }

  @Override
  public synchronized void close() {
    OutputStream open = out;
    out = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        broken = true;
      }
    }
  }
}
