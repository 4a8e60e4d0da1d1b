package dev.bivouac.journal;

/** Stands for the sudden death of the process: nothing catches it, and nothing works after it. */
public final class Crash extends Error {
  public Crash(int append) {
    super("the process died at append " + append);
  }
}
