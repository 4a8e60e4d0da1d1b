package dev.bivouac.cli.story;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.model.Prices;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's money went into: a pure function of its journal.
 *
 * <p>The tokens of each request are the provider's own count. How they divide among the parts of a
 * request is reckoned by the characters of each, and a part that stands in a hundred requests is
 * paid a hundred times.
 *
 * @param total all tokens and money
 * @param sent tokens in, by what they were
 * @param received tokens of the replies
 * @param tools calls of tools that have a price of their own
 * @param failed attempts that came to nothing, and those that were never answered
 * @param cacheSaved what the provider's cache took off list prices, if they are known
 */
public record Bill(
    Usage total,
    List<Part> sent,
    Part received,
    List<Part> tools,
    Usage failed,
    Optional<BigDecimal> cacheSaved) {
  private static final String OPENING = "instructions, goal and tools";
  private static final String REPLIES = "earlier replies and reasoning";
  private static final String RESULTS = "results of ";
  private static final String CALLS = "price of calls of ";
  private static final MathContext DIGITS = MathContext.DECIMAL64;

  /**
   * One kind of tokens.
   *
   * @param what in words
   * @param usd at list prices, if they are known
   */
  public record Part(String what, long tokens, Optional<BigDecimal> usd) {}

  public Bill {
    sent = List.copyOf(sent);
    tools = List.copyOf(tools);
  }

  /**
   * The bill of a run.
   *
   * @param entries its journal, at least the first entry
   */
  public static Bill of(List<Entry> entries) {
    var reckoning = new Reckoning();
    RunState state = RunState.replay(entries.subList(0, 1));
    for (Entry entry : entries.subList(1, entries.size())) {
      reckoning.read(state, entry.event());
      state = state.after(entry);
    }
    return reckoning.bill(state.progress().usage());
  }

  private static String nameOf(RunState state, CallKey key) {
    return state.steps().get(key.step() - 1).calls().get(key.index()).call().name();
  }

  /** Adds up request by request. */
  private static final class Reckoning {
    private final Map<String, Double> tokens = new LinkedHashMap<>();
    private final Map<String, BigDecimal> usd = new LinkedHashMap<>();
    private final Map<String, BigDecimal> ofTools = new LinkedHashMap<>();
    private Usage answered = Usage.NONE;
    private Usage failed = Usage.NONE;
    private BigDecimal outUsd = BigDecimal.ZERO;
    private BigDecimal saved = BigDecimal.ZERO;
    private boolean priced = true;

    void read(RunState before, JournalEvent event) {
      Optional<ModelAsked> open = before.asking().unanswered();
      switch (event) {
        case ModelReplied replied ->
            add(
                before,
                open.map(ModelAsked::model).orElse(before.terms().model()).prices(),
                replied.reply().usage());
        case AttemptFailed attempt -> failed = failed.plus(attempt.usage());
        // The one before was never answered, and may have been billed.
        case ModelAsked again ->
            failed = failed.plus(open.map(ModelAsked::estimate).orElse(Usage.NONE));
        case ToolFinished(CallKey call, ToolResult.Success done) ->
            done.cost()
                .ifPresent(cost ->
                    ofTools.merge(CALLS + nameOf(before, call), cost.usd(), BigDecimal::add));
        case JournalEvent other -> {}
      }
    }

    private void add(RunState before, Optional<Prices> prices, Usage usage) {
      answered = answered.plus(usage);
      priced &= prices.isPresent();
      BigDecimal in =
          prices
              .map(list -> list.of(usage.input(), usage.cached(), 0).usd())
              .orElse(BigDecimal.ZERO);
      BigDecimal uncached =
          prices.map(list -> list.of(usage.input(), 0, 0).usd()).orElse(BigDecimal.ZERO);
      saved = saved.add(uncached.subtract(in));
      outUsd =
          outUsd.add(
              prices.map(list -> list.of(0, 0, usage.output()).usd()).orElse(BigDecimal.ZERO));
      Map<String, Long> parts = parts(before);
      double all = parts.values().stream().mapToLong(Long::longValue).sum();
      parts.forEach((what, chars) -> {
        double share = all == 0 ? 0 : chars / all;
        tokens.merge(what, share * usage.input(), Double::sum);
        usd.merge(what, in.multiply(BigDecimal.valueOf(share), DIGITS), BigDecimal::add);
      });
    }

    private static Map<String, Long> parts(RunState state) {
      var parts = new LinkedHashMap<String, Long>();
      long opening =
          state.started().opening().messages().stream()
                  .map(OpeningMessage::text)
                  .mapToLong(String::length)
                  .sum()
              + state.started().opening().tools().stream()
                  .mapToLong(tool -> tool.description().length() + tool.parameters().length())
                  .sum();
      parts.put(OPENING, opening);
      for (Step step : state.steps()) {
        ModelReply reply = step.reply();
        long said =
            reply.text().length()
                + reply.reasoning().map(String::length).orElse(0)
                + reply.calls().stream().mapToLong(call -> call.arguments().length()).sum()
                + step.reminders().stream().mapToLong(String::length).sum();
        parts.merge(REPLIES, said, Long::sum);
        for (Step.Call call : step.calls()) {
          String hidden = state.terms().hidden().get(call.call().key());
          long seen =
              hidden != null
                  ? hidden.length()
                  : call.end().map(end -> end.text().length()).orElse(0);
          parts.merge(RESULTS + call.call().name(), seen, Long::sum);
        }
      }
      return parts;
    }

    Bill bill(Usage total) {
      List<Part> sent = new ArrayList<>();
      tokens.forEach((what, count) ->
          sent.add(
              new Part(what, Math.round(count), known(usd.getOrDefault(what, BigDecimal.ZERO)))));
      sent.sort(Comparator.comparingLong(Part::tokens).reversed());
      return new Bill(
          total,
          sent,
          new Part("replies, as they came", answered.output(), known(outUsd)),
          ofTools.entrySet().stream()
              .map(paid -> new Part(paid.getKey(), 0, Optional.of(paid.getValue())))
              .toList(),
          failed,
          known(saved));
    }

    private Optional<BigDecimal> known(BigDecimal amount) {
      return priced ? Optional.of(amount) : Optional.empty();
    }
  }
}
