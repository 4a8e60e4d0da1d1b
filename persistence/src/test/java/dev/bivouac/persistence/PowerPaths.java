package dev.bivouac.persistence;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PowerDisk} as the rest of Java sees it: paths that look like those of the real disk, and
 * everything that changes files goes to the disk.
 */
final class PowerPaths extends FileSystemProvider {
  private static final PowerPaths PROVIDER = new PowerPaths();
  private static final FileSystem SYSTEM = new PowerSystem(PROVIDER);

  private record Wrapped(Path real) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (method.getName().equals("getFileSystem")) {
        return SYSTEM;
      }
      Object[] plain =
          arguments == null ? null : Arrays.stream(arguments).map(PowerPaths::plain).toArray();
      try {
        Object result = method.invoke(real, plain);
        return result instanceof Path path ? wrap(path) : result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  /** The path as one on the disk that it leads to. */
  static Path wrap(Path real) {
    return (Path)
        Proxy.newProxyInstance(
            PowerPaths.class.getClassLoader(), new Class<?>[] {Path.class}, new Wrapped(real));
  }

  private static Object plain(Object value) {
    return value instanceof Path path ? real(path) : value;
  }

  private static Path real(Path path) {
    return Proxy.isProxyClass(path.getClass())
            && Proxy.getInvocationHandler(path) instanceof Wrapped wrapped
        ? wrapped.real()
        : path;
  }

  private static FileSystemProvider provider(Path path) {
    return real(path).getFileSystem().provider();
  }

  @Override
  public String getScheme() {
    return "power";
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return PowerDisk.of(real(path)).open(real(path), options, attributes);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!options.contains(StandardOpenOption.WRITE)) {
      PowerDisk.of(real(path)).read();
      return Files.newByteChannel(real(path), options, attributes);
    }
    return newFileChannel(path, options, attributes);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    PowerDisk.of(real(path)).createFolder(real(path), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    PowerDisk.of(real(path)).delete(real(path));
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    PowerDisk.of(real(to)).move(real(from), real(to));
  }

  /** Copies into a file that is there. */
  @Override
  public void copy(Path from, Path to, CopyOption... options) throws IOException {
    try (FileChannel target = newFileChannel(to, Set.of(StandardOpenOption.WRITE))) {
      FileChannel unused = target.truncate(0);
      int written = target.write(ByteBuffer.wrap(Files.readAllBytes(real(from))), 0);
      if (written != Files.size(real(from))) {
        throw new IOException("not all was copied");
      }
    }
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    PowerDisk.of(real(folder)).read();
    List<Path> paths;
    try (DirectoryStream<Path> real = Files.newDirectoryStream(real(folder))) {
      paths =
          StreamSupport.stream(real.spliterator(), false).sorted().map(PowerPaths::wrap).toList();
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return paths.iterator();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return provider(path).isSameFile(real(path), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return provider(path).isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return provider(path).getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    provider(path).checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return provider(path).getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return provider(path).readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return provider(path).readAttributes(real(path), names, options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    provider(path).setAttribute(real(path), name, value, options);
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return SYSTEM;
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }
}
