package dev.bivouac.kimi;

import dev.langchain4j.data.message.ChatMessage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The conversations of a process whose bytes are kept, known by their first message. Those that
 * were not asked for the longest are given up when they take more than a sixteenth of the memory;
 * they are encoded once more when they go on.
 */
final class KeptConversations {
  private static final long LEAST = 16L * 1024 * 1024;
  private static final long MOST = Math.max(LEAST, Runtime.getRuntime().maxMemory() / 16);

  private final Map<First, EncodedConversation> byFirst = new LinkedHashMap<>(16, 0.75f, true);

  /** A message as itself, not as what it says: two runs may begin with the same words. */
  private record First(ChatMessage message) {
    @Override
    public boolean equals(Object other) {
      return other instanceof First(ChatMessage that) && Identity.same(message, that);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(message);
    }
  }

  /** The conversation that begins with that message and those bytes before it. */
  synchronized EncodedConversation of(
      ChatMessage first, byte[] head, Supplier<EncodedConversation> fresh) {
    var key = new First(first);
    EncodedConversation known = byFirst.get(key);
    if (known == null || !known.beginsWith(head)) {
      known = fresh.get();
      byFirst.put(key, known);
      giveUpOldest();
    }
    return known;
  }

  private void giveUpOldest() {
    long total = byFirst.values().stream().mapToLong(EncodedConversation::length).sum();
    Iterator<EncodedConversation> oldest = byFirst.values().iterator();
    while (total > MOST && byFirst.size() > 1) {
      total -= oldest.next().length();
      oldest.remove();
    }
  }
}
