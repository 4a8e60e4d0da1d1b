package dev.bivouac.kimi.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What 300 steps cost in a window of 262,144 tokens, by how the conversation is kept within it:
 * {@code java -cp ... dev.bivouac.kimi.cost.CostBenchmark}. Needs no key: the requests are built as
 * they would be sent, and counted.
 */
final class CostBenchmark {
  private static final List<Integer> RESULT_CHARS = List.of(2_000, 8_000, 35_000);

  private CostBenchmark() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    for (int chars : RESULT_CHARS) {
      var errand = new Errand(300, chars);
      System.out.printf(Locale.ROOT, "%n300 steps, results of %,d characters%n", chars);
      System.out.printf(
          "%-42s %10s %10s %12s %9s  %s%n",
          "", "requests", "cacheable", "input tokens", "USD", "completes");
      var all = new ArrayList<Kept>(List.of(new BivouacRun(errand).run()));
      all.addAll(new Ways(errand).all());
      all.forEach(CostBenchmark::print);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void print(Kept kept) {
    String completes =
        kept.completes()
            ? "yes"
            : !kept.fits()
                ? "no: a request of %,d tokens does not fit".formatted(kept.bill().longestRequest())
                : kept.goalLostAt() > 0
                    ? "no: the goal is gone from step %d on".formatted(kept.goalLostAt())
                    : "no: what the first page said is gone";
    System.out.printf(
        Locale.ROOT,
        "%-42s %10d %10.3f %,12d %9s  %s%n",
        kept.way(),
        kept.bill().requests(),
        kept.bill().cacheable(),
        kept.bill().inputTokens(),
        kept.bill().usd(),
        completes);
  }
}
