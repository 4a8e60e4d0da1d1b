package dev.bivouac.persistence.socket;

import java.io.IOException;

/** The process at the other end speaks another version of the protocol. */
public final class OtherVersionException extends IOException {
  private final String program;

  OtherVersionException(String program) {
    super("the other process is " + program);
    this.program = program;
  }

  /** Name and version of the program at the other end. */
  public String program() {
    return program;
  }
}
