package dev.bivouac.journal;

/** A run with this key is in the store already. */
public final class RunKeyTakenException extends RuntimeException {
  public RunKeyTakenException(String key) {
    super("Run key '%s' is taken. Resume that run, or choose another key.".formatted(key));
  }
}
