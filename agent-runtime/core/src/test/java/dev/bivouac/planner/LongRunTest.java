package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.SettableClock;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.langchain4j.agent.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three hundred steps are no burden. */
class LongRunTest {
  private static final int STEPS = 300;

  /** Gives pages. */
  static final class Pages {
    @Tool("Reads a page.")
    @OnResume(Repeat.READS)
    public String read(int page) {
      return "The text of page %d. ".formatted(page).repeat(100);
    }
  }

  /** About a second on a slow machine; the limit only catches work that grows with the square. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void takesHundredsOfStepsWithManyCallsEach() {
    var journal = new MemoryJournal(new SettableClock(Journals.START));
    var replies = new ArrayList<ModelReply>();
    for (int step = 1; step < STEPS; step++) {
      replies.add(asks(Collections.nCopies(8, "read"), "{\"page\":%d}".formatted(step)));
    }
    replies.add(says("Read."));
    var model = scripted(replies.toArray(ModelReply[]::new));

    RunSummary summary =
        Runtimes.runtime(journal, model, new Pages())
            .run(RunRequest.goal("Read it all.").withLimits(RunLimits.DEFAULT.withMaxSteps(STEPS)));

    assertThat(summary.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(summary.state().calls()).hasSize((STEPS - 1) * 8);
    assertThat(RunState.replay(journal.read(summary.id()))).isEqualTo(summary.state());
    assertThat(List.copyOf(model.requests())).hasSize(STEPS);
  }
}
