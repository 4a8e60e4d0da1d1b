package dev.bivouac.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunSummary;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.persistence.H2Store;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.RunStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another provider's model drives a run, and gets its thinking back at every step. */
@Timeout(120)
class OtherModelTest {
  @TempDir private Path folder;

  @Test
  void keepsWhatTheModelThinksBetweenItsCalls() throws Exception {
    try (var host = new ThinkingHost(request -> false);
        Journal journal = H2Store.open(folder, Clock.systemUTC())) {
      RunSummary run = runtime(journal, host).run(OtherModel.request());

      assertCompleted(run);
      assertThat(host.requests()).hasSize(3);
      assertThat(run.state().steps())
          .extracting(step -> step.reply().reasoning())
          .containsExactly(
              Optional.of("Step 1: \"one\" at a time."),
              Optional.of("Step 2: \"one\" at a time."),
              Optional.of("Step 3: \"one\" at a time."));
      assertThat(run.state().progress().usage().total()).isEqualTo(3 * 740);
    }
  }

  @Test
  void givesItBackInAnotherProcessToo() throws Exception {
    try (var host = new ThinkingHost(request -> false)) {
      RunId id = stoppedAfterItsFirstTool(host);

      try (Journal journal = H2Store.open(folder, Clock.systemUTC())) {
        assertCompleted(runtime(journal, host).resume(id));
      }
      assertThat(host.requests()).hasSize(3);
    }
  }

  @Test
  void triesAgainAfterAnErrorAmidTheStream() throws Exception {
    try (var host = new ThinkingHost(request -> request == 2);
        Journal journal = H2Store.open(folder, Clock.systemUTC())) {
      RunSummary run = runtime(journal, host).run(OtherModel.request());

      assertCompleted(run);
      assertThat(journal.read(run.id()))
          .extracting(Entry::event)
          .filteredOn(AttemptFailed.class::isInstance)
          .singleElement()
          .satisfies(failed ->
              assertThat(((AttemptFailed) failed).failure().kind())
                  .isEqualTo(ModelFailure.Kind.OVERLOADED));
    }
  }

  private RunId stoppedAfterItsFirstTool(ThinkingHost host) {
    var running = new AtomicReference<AgentRuntime>();
    try (Journal journal = H2Store.open(folder, Clock.systemUTC())) {
      running.set(
          OtherModel.builder(journal, OtherModel.claude(host.baseUrl(), "a-key"))
              .listener(
                  new RunListener() {
                    @Override
                    public void appended(RunId run, Entry entry, RunState state) {
                      if (entry.event() instanceof ToolFinished) {
                        running.get().stop();
                      }
                    }
                  })
              .build());
      RunSummary stopped = running.get().run(OtherModel.request());
      assertThat(stopped.status()).isEqualTo(RunStatus.PAUSED);
      return stopped.id();
    }
  }

  private static AgentRuntime runtime(Journal journal, ThinkingHost host) {
    return OtherModel.builder(journal, OtherModel.claude(host.baseUrl(), "a-key")).build();
  }

  private static void assertCompleted(RunSummary run) {
    assertThat(run.state().outcome())
        .as(() -> String.valueOf(run.state().pause()))
        .contains(new RunOutcome.Completed("21.5 degrees."));
  }
}
