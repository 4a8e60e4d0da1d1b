package dev.bivouac.kimi;

import java.util.List;

/** Tells whether things are the very same, which says that they are equal and costs nothing. */
final class Identity {
  private Identity() {}

  // The very same is what is meant here.
  @SuppressWarnings("ReferenceEquality")
  static boolean same(Object one, Object other) {
    return one == other;
  }

  /** How many of the first elements are the very same. */
  static int common(List<?> one, List<?> other) {
    int most = Math.min(one.size(), other.size());
    int count = 0;
    while (count < most && same(one.get(count), other.get(count))) {
      count++;
    }
    return count;
  }
}
