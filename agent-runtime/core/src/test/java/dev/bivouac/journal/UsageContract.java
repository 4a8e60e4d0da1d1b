package dev.bivouac.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every journal promises about what its runs have used: part of {@link JournalContract}. */
public interface UsageContract {
  RunId RUN = new RunId("0000000spent");
  Usage LIST_PRICE =
      new Usage(
          1000,
          900,
          50,
          Optional.of(Cost.atListPrices(new BigDecimal("0.25"), LocalDate.of(2026, 11, 22))));
  Usage SAID_BY_PROVIDER =
      new Usage(2000, 0, 10, Optional.of(new Cost(new BigDecimal("0.000000000123"), false)));

  /** The journal under test. */
  Journal journal();

  private Optional<Usage> listed() {
    Optional<Usage> listed = journal().list(1).getFirst().position().used();
    assertThat(journal().find(RUN).orElseThrow().position().used()).isEqualTo(listed);
    return listed;
  }

  private RunState replayed() {
    return RunState.replay(journal().read(RUN));
  }

  private static ModelAsked asked(int attempt) {
    return new ModelAsked(1, attempt, Journals.MODEL, LIST_PRICE, "0f", Optional.empty());
  }

  @Test
  default void listsWhatARunHasUsedWithAllAttempts() {
    Lease lease = journal().create(RUN, Optional.empty(), JournalContract.started("news"));
    assertThat(listed()).contains(Usage.NONE);

    journal().append(lease, Batch.after(replayed(), List.of(asked(1))));
    assertThat(listed()).contains(Usage.NONE);
    var failed =
        new AttemptFailed(
            1,
            Optional.empty(),
            2,
            new ModelFailure(ModelFailure.Kind.OVERLOADED, "Busy.", Optional.empty()),
            SAID_BY_PROVIDER);
    ModelReplied replied = JournalContract.said(1, "Done.");
    journal().append(lease, Batch.after(replayed(), List.of(asked(2), failed, replied)));

    assertThat(listed())
        .contains(replayed().progress().usage())
        .contains(LIST_PRICE.plus(SAID_BY_PROVIDER).plus(replied.reply().usage()));
  }

  @Test
  default void listsNothingUsedWhereNobodyHasCounted() {
    Lease lease = journal().create(RUN, Optional.empty(), JournalContract.started("news"));
    ModelReplied replied = JournalContract.said(1, "Hm.");
    journal().append(lease, 2, List.of(asked(1), replied));
    assertThat(listed()).isEmpty();
    Lease later = journal().takeOver(RUN);
    assertThat(listed()).isEmpty();

    journal().append(later, Batch.after(replayed(), List.of(new Reminded(1, "Go on."))));

    assertThat(listed()).contains(replied.reply().usage());
  }
}
