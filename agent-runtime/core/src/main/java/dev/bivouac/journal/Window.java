package dev.bivouac.journal;

import dev.bivouac.run.CallKey;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a run's tool results the model does not see any more.
 *
 * @param hidden for each hidden call the line that stands in its place
 * @param fresh those of them that were hidden since the last reply, so that its usage still counts
 *     their results
 * @param refused the smallest request, in estimated tokens, that the provider refused as too long;
 *     {@link Long#MAX_VALUE} if it never did
 * @param relieved true if results were hidden since the last attempt that failed
 */
public record Window(
    Map<CallKey, String> hidden, Set<CallKey> fresh, long refused, boolean relieved) {
  /** Everything is seen. */
  static final Window OPEN = new Window(Map.of(), Set.of(), Long.MAX_VALUE, false);

  public Window {
    hidden = Map.copyOf(hidden);
    fresh = Set.copyOf(fresh);
  }

  Window hiding(Map<CallKey, String> lines) {
    var all = new TreeMap<>(hidden);
    all.putAll(lines);
    var since = new TreeSet<>(fresh);
    since.addAll(lines.keySet());
    return new Window(all, since, refused, true);
  }

  Window replied() {
    return fresh.isEmpty() && !relieved ? this : new Window(hidden, Set.of(), refused, false);
  }

  Window failed() {
    return new Window(hidden, fresh, refused, false);
  }

  Window refusing(long tokens) {
    return new Window(hidden, fresh, Math.min(refused, tokens), false);
  }

  /** Another model may take longer requests. */
  Window asking(boolean sameModel) {
    return new Window(hidden, fresh, sameModel ? refused : Long.MAX_VALUE, false);
  }
}
