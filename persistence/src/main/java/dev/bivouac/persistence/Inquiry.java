package dev.bivouac.persistence;

import dev.bivouac.persistence.socket.OwnerSocket;
import java.io.IOException;

/**
 * A question to one file of a store, in both ways in which it can be asked.
 *
 * @param query of whoever reads the file
 * @param call to the process that holds it
 */
record Inquiry<T>(FileQuery<T> query, Call<T> call) {
  /** A question to the process that holds a file. */
  @FunctionalInterface
  interface Call<T> {
    T to(OwnerSocket owner) throws IOException;
  }
}
