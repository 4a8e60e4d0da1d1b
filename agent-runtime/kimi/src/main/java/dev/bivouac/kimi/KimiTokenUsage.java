package dev.bivouac.kimi;

import dev.langchain4j.model.output.TokenUsage;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens of an answer, with those that came from the prompt cache and what the host charged. */
public final class KimiTokenUsage extends TokenUsage {
  private final int cachedTokens;
  private final @Nullable BigDecimal cost;

  /**
   * Counts of one answer.
   *
   * @param input tokens sent, cached ones included
   * @param cached the part of them that the host served from its cache
   * @param output tokens received, reasoning included
   * @param cost US dollars that the host says it charged; null if it says nothing
   */
  public KimiTokenUsage(int input, int cached, int output, @Nullable BigDecimal cost) {
    super(input, output);
    this.cachedTokens = Math.min(cached, input);
    this.cost = cost;
  }

  /** The part of the input that the host served from its prompt cache. */
  public int cachedTokens() {
    return cachedTokens;
  }

  /** US dollars that the host itself says it charged. */
  public Optional<BigDecimal> cost() {
    return Optional.ofNullable(cost);
  }

  @Override
  public TokenUsage add(@Nullable TokenUsage that) {
    if (that == null) {
      return this;
    }
    int cached = cachedTokens;
    BigDecimal sum = cost;
    if (that instanceof KimiTokenUsage kimi) {
      cached += kimi.cachedTokens;
      sum = sum == null || kimi.cost == null ? null : sum.add(kimi.cost);
    }
    return new KimiTokenUsage(
        sum(inputTokenCount(), that.inputTokenCount()),
        cached,
        sum(outputTokenCount(), that.outputTokenCount()),
        sum);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof KimiTokenUsage that
        && cachedTokens == that.cachedTokens
        && Objects.equals(cost, that.cost);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), cachedTokens, cost);
  }

  @Override
  public String toString() {
    return "KimiTokenUsage{input=%d, cached=%d, output=%d, cost=%s}"
        .formatted(inputTokenCount(), cachedTokens, outputTokenCount(), cost);
  }
}
