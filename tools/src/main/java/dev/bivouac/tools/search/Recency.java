package dev.bivouac.tools.search;

import java.time.Duration;
import java.util.Optional;

/** How new a result must be. */
public enum Recency {
  DAY(Duration.ofDays(1)),
  WEEK(Duration.ofDays(7)),
  MONTH(Duration.ofDays(31)),
  ANY(Duration.ZERO);

  private final Duration age;

  Recency(Duration age) {
    this.age = age;
  }

  /** The greatest age; empty if any age will do. */
  public Optional<Duration> maxAge() {
    return Optional.of(age).filter(Duration::isPositive);
  }
}
