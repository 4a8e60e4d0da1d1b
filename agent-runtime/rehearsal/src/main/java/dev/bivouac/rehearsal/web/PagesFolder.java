package dev.bivouac.rehearsal.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The web out of a folder: {@code http://pages.test/} and the path of every HTML file below it.
 *
 * <p>Where a folder has a {@code page.html}, that alone is a page of it: what lies beside it is
 * what a reader should make of it, or belongs to it. Files that cannot be read are left out and
 * counted, of large ones the beginning is read, and nothing outside the folder is ever served.
 */
public final class PagesFolder implements Site {
  /** The one host of such a web. */
  public static final String HOST = "pages.test";

  private static final int MOST_FILES = 20_000;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final String ONLY_PAGE = "page.html";

  private final Path root;
  private final AtomicInteger skipped = new AtomicInteger();

  private PagesFolder(Path root) {
    this.root = root;
  }

  /** Takes a folder that exists. */
  public static PagesFolder open(Path folder) {
    try {
      Path root = folder.toRealPath();
      if (!Files.isDirectory(root)) {
        throw new IllegalArgumentException(
            "pages must be a folder of HTML files, was '%s'".formatted(folder));
      }
      return new PagesFolder(root);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder of pages '%s' cannot be opened. Name one that exists and can be read."
              .formatted(folder),
          e);
    }
  }

  @Override
  public Set<String> hosts() {
    return Set.of(HOST);
  }

  @Override
  public int skipped() {
    return skipped.get();
  }

  @Override
  public List<Page> pages() {
    return new PageReader(skipped)
        .readAll(files(), this::address).stream()
            .sorted(
                Comparator.comparing((Page page) -> page.published().orElse(""))
                    .reversed()
                    .thenComparing(Page::address))
            .toList();
  }

  private List<Path> files() {
    var files = new ArrayList<Path>();
    try {
      Files.walkFileTree(root, Set.of(), 32, new Collector(files));
    } catch (IOException e) {
      skipped.incrementAndGet();
    }
    return files.stream().filter(this::isPage).sorted().toList();
  }

  /** Collects files and goes on where one cannot be seen. */
  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    private Collector(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean hidden = !folder.equals(root) && isHidden(folder.getFileName());
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && isHtml(file)) {
        files.add(file);
      }
      return files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      skipped.incrementAndGet();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
      if (failure != null) {
        skipped.incrementAndGet();
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private boolean isPage(Path file) {
    Path name = file.getFileName();
    return isHtml(file)
        && !isHidden(name)
        && (name.toString().equals(ONLY_PAGE)
            || !Files.isRegularFile(file.resolveSibling(ONLY_PAGE), LinkOption.NOFOLLOW_LINKS));
  }

  private static boolean isHidden(Path name) {
    return name.toString().startsWith(".");
  }

  private static boolean isHtml(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".html") || name.endsWith(".htm");
  }

  private String address(Path file) {
    String path = "/" + root.relativize(file).toString().replace('\\', '/');
    try {
      return new URI("http", HOST, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("A file's path makes no address: '%s'".formatted(path), e);
    }
  }

  @Override
  public Optional<ServedPage> at(String host, String path) {
    try {
      Path file = root.resolve(path.substring(1)).normalize();
      if (!file.startsWith(root)
          || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || !file.toRealPath().startsWith(root)
          || hasHiddenFolder(file)
          || !isPage(file)) {
        return Optional.empty();
      }
      // No charset in the header: the reader has to find it out, as on much of the real web.
      return Optional.of(ServedPage.of(bytes(file), "text/html"));
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }

  private boolean hasHiddenFolder(Path file) {
    for (Path part : root.relativize(file)) {
      if (isHidden(part)) {
        return true;
      }
    }
    return false;
  }

  static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES);
    }
  }
}
