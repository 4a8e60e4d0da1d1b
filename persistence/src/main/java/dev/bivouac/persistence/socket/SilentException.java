package dev.bivouac.persistence.socket;

import java.io.IOException;

/** The process at the other end is there and says nothing, as one that was stopped does. */
public final class SilentException extends IOException {
  SilentException() {
    super("the other process does not answer");
  }
}
