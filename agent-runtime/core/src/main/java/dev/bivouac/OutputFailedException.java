package dev.bivouac;

import java.io.IOException;
import java.nio.file.Path;

/** The run is over and safe in its journal, but a file of it could not be written. */
public final class OutputFailedException extends RuntimeException {
  public OutputFailedException(Path file, IOException cause) {
    super(
        "File %s could not be written (%s). The run is safe: make room or the folder writable, then resume it to write the file again."
            .formatted(file, cause.getClass().getSimpleName()),
        cause);
  }
}
