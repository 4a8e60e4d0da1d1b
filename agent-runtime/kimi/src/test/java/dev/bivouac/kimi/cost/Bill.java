package dev.bivouac.kimi.cost;

import dev.bivouac.kimi.KimiStreamingChatModel;
import dev.bivouac.kimi.Providers;
import dev.bivouac.model.Prices;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Counts what requests take: the bytes that would be sent, at four to a token, and how many of them
 * a prefix cache could have served, which are those that the request before began with.
 */
final class Bill {
  /** List prices of {@code kimi-k2-thinking}. */
  static final Prices PRICES =
      new Prices(
          new BigDecimal("0.15"),
          new BigDecimal("0.60"),
          new BigDecimal("2.50"),
          LocalDate.of(2026, 11, 22));

  private static final int BYTES_PER_TOKEN = 4;

  private final KimiStreamingChatModel encoder =
      KimiStreamingChatModel.builder()
          .provider(Providers.CUSTOM)
          .baseUrl("http://localhost/v1")
          .model("kimi-k2-thinking")
          .build();
  private byte[] before = new byte[0];
  private int requests;
  private long input;
  private long cached;
  private long output;
  private long longest;

  /**
   * A request that is sent and answered.
   *
   * @param answer characters of its answer
   */
  TokenUsage sent(ChatRequest request, int answer) {
    byte[] body = encoder.body(request);
    int common = Arrays.mismatch(before, body);
    long tokens = body.length / BYTES_PER_TOKEN;
    requests++;
    input += tokens;
    cached += common / BYTES_PER_TOKEN;
    output += answer / BYTES_PER_TOKEN;
    longest = Math.max(longest, tokens);
    before = body;
    return new TokenUsage((int) tokens, answer / BYTES_PER_TOKEN);
  }

  int requests() {
    return requests;
  }

  /** The share of the input that a cache could have served, from 0 to 1. */
  double cacheable() {
    return (double) cached / input;
  }

  long inputTokens() {
    return input;
  }

  long longestRequest() {
    return longest;
  }

  /** US dollars at list prices. */
  BigDecimal usd() {
    return PRICES.of(input, cached, output).usd().setScale(2, RoundingMode.HALF_UP);
  }
}
