package dev.bivouac.planner;

import dev.bivouac.journal.RunState;
import dev.bivouac.run.Cost;
import dev.bivouac.run.Usage;
import java.util.Comparator;
import java.util.Optional;

/**
 * How many tokens the next model call will take: what the provider counted last time, plus an
 * estimate of what is new, less what was hidden since. Estimates are corrected by the provider's
 * own counts: how many characters make a token differs between scripts by a factor of six.
 */
final class Estimate {
  /** Four characters of English make about one token of Kimi's; other scripts fewer. */
  private static final double TOKENS_PER_CHAR = 0.25;

  private static final double LEAST = 0.1;
  private static final double MOST = 1.5;

  /** What a reply has at least; its real length is not known before. */
  private static final long REPLY = 500;

  private Estimate() {}

  static Usage next(RunState state) {
    var view = new ViewSize(state);
    Optional<Usage> last = state.lastStep().map(step -> step.reply().usage());
    long known = last.map(Usage::input).orElse(0L);
    if (known == 0) {
      return withCost(state, tokens(view.next(), TOKENS_PER_CHAR), 0, REPLY);
    }
    double ratio = tokensPerChar(state);
    long input =
        known
            + last.orElseThrow().output()
            + tokens(view.newest(), ratio)
            - tokens(view.saved(), ratio);
    long cached = knowsConversation(state) ? cached(state, view, known, ratio) : 0;
    return withCost(state, Math.max(0, input), Math.min(cached, Math.max(0, input)), REPLY);
  }

  private static long cached(RunState state, ViewSize view, long known, double ratio) {
    return state.terms().window().fresh().stream()
        .min(Comparator.naturalOrder())
        .map(first -> tokens(view.before(first), ratio))
        .orElse(known);
  }

  /** A provider that did not give the last reply has nothing of it in its cache. */
  private static boolean knowsConversation(RunState state) {
    return state
        .lastStep()
        .filter(step -> step.reply().origin().provider().equals(state.terms().model().provider()))
        .isPresent();
  }

  /** As the provider counted the last request. */
  static double tokensPerChar(RunState state) {
    long known = state.lastStep().map(step -> step.reply().usage().input()).orElse(0L);
    long sent = new ViewSize(state).sentLast();
    return known == 0 || sent == 0
        ? TOKENS_PER_CHAR
        : Math.clamp((double) known / sent, LEAST, MOST);
  }

  /**
   * What an attempt that broke off may have used.
   *
   * @param asked the estimate it was asked with
   * @param receivedChars characters that arrived before it broke off
   */
  static Usage broken(RunState state, Usage asked, long receivedChars) {
    return withCost(state, asked.input(), asked.cached(), tokens(receivedChars, TOKENS_PER_CHAR));
  }

  private static Usage withCost(RunState state, long input, long cached, long output) {
    Optional<Cost> cost =
        state.terms().model().prices().map(prices -> prices.of(input, cached, output));
    return new Usage(input, cached, output, cost);
  }

  private static long tokens(long chars, double perChar) {
    return (long) Math.ceil(chars * perChar);
  }
}
