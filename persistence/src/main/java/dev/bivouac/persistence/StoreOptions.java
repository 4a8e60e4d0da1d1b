package dev.bivouac.persistence;

/**
 * How files are opened and filled.
 *
 * @param scheme H2's name for the way files are opened
 * @param largeFile bytes from which on a file takes no new runs
 */
record StoreOptions(String scheme, long largeFile) {
  static final StoreOptions DEFAULT = new StoreOptions("file:", 64L * 1024 * 1024);
}
