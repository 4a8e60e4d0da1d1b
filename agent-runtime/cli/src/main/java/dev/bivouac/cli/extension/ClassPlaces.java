package dev.bivouac.cli.extension;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Where the classes of a path lie: in a jar, in each jar of a folder, or in the folder itself. */
final class ClassPlaces {
  private ClassPlaces() {}

  static List<URL> of(Path path) {
    if (!Files.exists(path)) {
      throw new ExtensionException(
          "--tools: there is no %s. Name a jar, a folder of jars, or a folder of classes such as target/classes."
              .formatted(path));
    }
    if (!Files.isReadable(path)) {
      throw new ExtensionException("--tools: %s cannot be read by you.".formatted(path));
    }
    if (!Files.isDirectory(path)) {
      return List.of(url(checkedJar(path)));
    }
    List<Path> jars = jars(path);
    return Files.isDirectory(path.resolve("META-INF")) || jars.isEmpty()
        ? Stream.concat(Stream.of(path), jars.stream()).map(ClassPlaces::url).toList()
        : jars.stream().map(ClassPlaces::checkedJar).map(ClassPlaces::url).toList();
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ExtensionException("--tools: %s cannot be listed.".formatted(folder), e);
    }
  }

  private static Path checkedJar(Path file) {
    try (var jar = new JarFile(file.toFile())) {
      var unused = jar.size();
      return file;
    } catch (IOException e) {
      throw new ExtensionException(
          "--tools: %s is no jar. Name a jar, a folder of jars, or a folder of classes such as target/classes."
              .formatted(file),
          e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file always has an address: " + path, e);
    }
  }
}
