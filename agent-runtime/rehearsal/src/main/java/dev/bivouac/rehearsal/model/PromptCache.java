package dev.bivouac.rehearsal.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Remembers the newest prompts and tells how much of a new one is a prefix seen before. */
final class PromptCache {
  private static final int MOST = 16;

  private final Deque<byte[]> seen = new ArrayDeque<>();

  /** The bytes that the prompt has in common with the start of an earlier one; then keeps it. */
  synchronized int meet(Prompt prompt) {
    byte[] bytes = prompt.bytes();
    int longest = 0;
    for (byte[] earlier : seen) {
      int differs = Arrays.mismatch(earlier, bytes);
      longest = Math.max(longest, differs < 0 ? bytes.length : differs);
    }
    seen.removeIf(earlier -> isPrefix(earlier, bytes));
    seen.addFirst(bytes);
    if (seen.size() > MOST) {
      seen.removeLast();
    }
    return longest;
  }

  private static boolean isPrefix(byte[] earlier, byte[] bytes) {
    int differs = Arrays.mismatch(earlier, bytes);
    return differs < 0 || differs == earlier.length;
  }
}
