package dev.bivouac.persistence;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The use of a held file, which is not let go of meanwhile.
 *
 * @param idle told when nobody needs the file any more
 */
record Visit(HeldFile file, Consumer<HeldFile> idle) implements AutoCloseable {
  /** Empty if the file is no longer held. */
  static Optional<Visit> to(HeldFile file, Consumer<HeldFile> idle) {
    return file.needs().enter() ? Optional.of(new Visit(file, idle)) : Optional.empty();
  }

  @Override
  public void close() {
    if (file.needs().leave()) {
      idle.accept(file);
    }
  }
}
