package dev.bivouac.rehearsal.http;

import java.io.IOException;

/** Thrown out of a handler to make the server close the connection where it stands. */
public final class ConnectionCut extends IOException {
  /** On purpose; the reason is for whoever debugs a rehearsal. */
  public ConnectionCut(String reason) {
    super("The rehearsal cut the connection on purpose: " + reason + ".");
  }
}
