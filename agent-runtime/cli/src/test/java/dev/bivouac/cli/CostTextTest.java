package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostTextTest {
  private static final Optional<Cost> SAID = Optional.of(new Cost(new BigDecimal("0.05"), false));
  private static final Optional<Cost> ESTIMATED =
      Optional.of(Cost.atListPrices(new BigDecimal("0.04"), LocalDate.of(2026, 11, 22)));
  private static final Optional<Cost> UNDATED = Optional.of(new Cost(new BigDecimal("0.04"), true));

  @Test
  void saysWhoSaysIt() {
    assertThat(of(SAID)).isEqualTo("0.0500 USD of at most 1 USD, as the provider says");
    assertThat(of(ESTIMATED))
        .isEqualTo("~0.0400 USD of at most 1 USD, estimated from list prices of 2026-11-22");
    assertThat(of(UNDATED)).isEqualTo("~0.0400 USD of at most 1 USD, estimated from list prices");
    assertThat(of(Optional.empty())).isEqualTo("not known: no price is known for this model");
  }

  @Test
  void tellsTheProvidersPartOfAMixture() {
    assertThat(of(SAID, ESTIMATED, SAID))
        .isEqualTo(
            "~0.1400 USD of at most 1 USD, 0.1000 USD of it as the provider says, the rest"
                + " estimated from list prices of 2026-11-22");
  }

  @Test
  void tellsOfTokensThatAreInNoSum() {
    assertThat(of(SAID, Optional.empty()))
        .isEqualTo(
            "0.0500 USD of at most 1 USD, as the provider says; without 1,050 tokens for which no"
                + " price is known");
  }

  /** Of a run whose attempts cost that much, all but the last in vain. */
  @SafeVarargs
  private static String of(Optional<Cost>... costs) {
    var events = new ArrayList<JournalEvent>();
    events.add(Journals.started(RunLimits.DEFAULT.withMaxCost(Optional.of(BigDecimal.ONE))));
    for (int i = 0; i < costs.length; i++) {
      var usage = new Usage(1000, 900, 50, costs[i]);
      events.add(Journals.asked(1, i + 1));
      events.add(i < costs.length - 1 ? failed(i + 1, usage) : replied(usage));
    }
    List<Entry> entries = Journals.entries(events.toArray(JournalEvent[]::new));
    return CostText.of(Story.of(entries));
  }

  private static JournalEvent failed(int attempt, Usage usage) {
    var failure = new ModelFailure(ModelFailure.Kind.INCOMPLETE, "Cut off.", Optional.empty());
    return new AttemptFailed(1, Optional.empty(), attempt, failure, usage);
  }

  private static JournalEvent replied(Usage usage) {
    ModelReply reply = Journals.says("Done.");
    return Journals.replied(
        1, new ModelReply(reply.reasoning(), reply.text(), List.of(), usage, reply.origin()));
  }
}
