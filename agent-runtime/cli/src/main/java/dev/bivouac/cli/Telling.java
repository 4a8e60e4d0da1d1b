package dev.bivouac.cli;

/**
 * How a run is told.
 *
 * @param reasoning with what the model thought
 * @param full whole texts, arguments and results in place of their first lines
 * @param width of a line, in columns
 * @param textWidth of a line of the report, which is broken only for people
 * @param ink for what stands out
 */
record Telling(boolean reasoning, boolean full, int width, int textWidth, Ink ink) {
  Telling {
    width = Math.max(40, width);
  }
}
