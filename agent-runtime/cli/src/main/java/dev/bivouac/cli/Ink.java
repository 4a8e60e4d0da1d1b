package dev.bivouac.cli;

import java.util.Map;

/**
 * Bold and dim text, where it means something.
 *
 * @param on false for a pipe, and wherever the user wants none
 */
record Ink(boolean on) {
  static final Ink NONE = new Ink(false);

  /** The ink for standard output. */
  static Ink of(Surroundings around) {
    Map<String, String> environment = around.environment();
    boolean wanted =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Ink(wanted && around.isTerminal(Streams.Standard.OUT));
  }

  /**
   * What is to be seen first.
   *
   * @param safe text that controls no terminal
   */
  String bold(String safe) {
    return on ? "\u001b[1m" + safe + "\u001b[22m" : safe;
  }

  /**
   * What may be passed over.
   *
   * @param safe text that controls no terminal
   */
  String dim(String safe) {
    return on ? "\u001b[2m" + safe + "\u001b[22m" : safe;
  }
}
