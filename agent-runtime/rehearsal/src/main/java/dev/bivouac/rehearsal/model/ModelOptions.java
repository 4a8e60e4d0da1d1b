package dev.bivouac.rehearsal.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the model behaves on the wire.
 *
 * @param key the only key let in; empty for any
 * @param models the ids that it answers to
 * @param window tokens that prompt and answer together may have
 * @param faults what goes wrong, and when
 * @param pace how long one answer takes; zero for as fast as it can
 */
public record ModelOptions(
    Optional<String> key, List<String> models, int window, FaultPlan faults, Duration pace) {
  /** Any key, the id {@code rules}, the window of Kimi K2 Thinking, no faults, no waiting. */
  public static final ModelOptions DEFAULT =
      new ModelOptions(
          Optional.empty(),
          List.of("rules", "kimi-k2-thinking"),
          262_144,
          FaultPlan.none(),
          Duration.ZERO);

  public ModelOptions {
    models = List.copyOf(models);
    if (window < 1000) {
      throw new IllegalArgumentException("window must be at least 1000 tokens, was " + window);
    }
    if (pace.isNegative() || pace.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("pace must be from 0 to 10 minutes, was " + pace);
    }
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "ModelOptions[models=%s, window=%d, pace=%s]".formatted(models, window, pace);
  }
}
