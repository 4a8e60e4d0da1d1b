package dev.bivouac.cli;

/**
 * How a run is told.
 *
 * @param reasoning with what the model thought
 * @param full whole texts, arguments and results in place of their first lines
 * @param width of a line, in columns
 * @param ink for what stands out
 */
record Telling(boolean reasoning, boolean full, int width, Ink ink) {
  Telling {
    width = Math.max(40, width);
  }
}
