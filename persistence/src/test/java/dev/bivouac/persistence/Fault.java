package dev.bivouac.persistence;

/** How a call to a disk or a database fails. */
enum Fault {
  NOTHING_DONE,
  /** It is done, and reported as failed. */
  DONE,
  /** It fails, and so does every later one. */
  FOR_EVER
}
