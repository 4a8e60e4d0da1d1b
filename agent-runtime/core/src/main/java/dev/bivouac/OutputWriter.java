package dev.bivouac;

import dev.bivouac.workflow.Output;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes a run's files, each with a rename at the end, so that nobody ever sees half of one. */
final class OutputWriter {
  private OutputWriter() {}

  /** The paths of all files; one that is there already is left as it is. */
  static List<Path> write(Path folder, List<Output.OutputFile> files) {
    var paths = new ArrayList<Path>();
    for (Output.OutputFile file : files) {
      Path path = folder.resolve(file.name());
      try {
        writeIfMissing(folder, path, file.content());
      } catch (IOException e) {
        throw new OutputFailedException(path, e);
      }
      paths.add(path);
    }
    return paths;
  }

  private static void writeIfMissing(Path folder, Path path, String content) throws IOException {
    if (Files.exists(path)) {
      return;
    }
    Files.createDirectories(folder);
    // Not a temporary file of the JDK's, which nobody but its owner may read.
    Path half = folder.resolve("." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(half, content, StandardCharsets.UTF_8);
      try (var channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(half, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
