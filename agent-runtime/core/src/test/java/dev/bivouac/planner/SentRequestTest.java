package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.run.SettableClock;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SentRequestTest {
  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));
  private ScriptedModel model = scripted(says("nothing yet"));
  private List<Entry> entries = List.of();

  @BeforeEach
  void runsThreeSteps() {
    model = scripted(asks("read", "{}"), asks(List.of("read", "pay"), "{}"), says("Done."));
    RunSummary summary =
        Runtimes.runtime(journal, model, new Desk()).run(RunRequest.goal("Do it."));
    entries = journal.read(summary.id());
  }

  @Test
  void buildsTheRequestOfAStepOnceMore() {
    for (int step = 1; step <= 3; step++) {
      SentRequest sent =
          SentRequest.of(entries, step, DefaultChatRequestParameters.EMPTY).orElseThrow();

      assertThat(sent.request().messages()).isEqualTo(model.requests().get(step - 1).messages());
      assertThat(sent.request().toolSpecifications())
          .isEqualTo(model.requests().get(step - 1).toolSpecifications());
    }
    assertThat(SentRequest.of(entries, 4, DefaultChatRequestParameters.EMPTY)).isEmpty();
  }

  @Test
  void countsRequestsThatWouldBeOthers() {
    assertThat(SentRequest.mismatches(entries)).isZero();

    List<Entry> changed = new ArrayList<>(entries);
    changed.replaceAll(entry ->
        entry.event() instanceof ModelAsked asked && asked.step() == 2
            ? new Entry(
                entry.number(),
                entry.epoch(),
                entry.at(),
                new ModelAsked(
                    2, asked.attempt(), asked.model(), asked.estimate(), "00", Optional.empty()))
            : entry);

    assertThat(SentRequest.mismatches(changed)).isEqualTo(1);
  }
}
