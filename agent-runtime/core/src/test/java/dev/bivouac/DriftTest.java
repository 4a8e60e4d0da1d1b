package dev.bivouac;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.eventsOf;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.SettableClock;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run is resumed by something that is not what it was started with. */
class DriftTest {
  private static final RunLimits ONE_STEP = RunLimits.DEFAULT.withMaxSteps(1);

  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));

  static final class Calendars {
    @Tool("The day by the sun.")
    @OnResume(Repeat.READS)
    public String sun() {
      return "2 May";
    }

    @Tool("The day by the moon.")
    @OnResume(Repeat.READS)
    public String moon() {
      return "2 May";
    }
  }

  static final class OtherCalendars {
    @Tool("The day by the sun of a city.")
    public String sun(@P("Where") String city) {
      return "2 May in " + city;
    }

    @Tool("The day by the tide.")
    @OnResume(Repeat.READS)
    public String tide() {
      return "2 May";
    }
  }

  private record Prompted(String prompt) implements Workflow {
    @Override
    public String name() {
      return "prompted";
    }

    @Override
    public String description() {
      return "Says something.";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public RunLimits limits() {
      return ONE_STEP;
    }

    @Override
    public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
      return List.of(OpeningMessage.system(prompt), OpeningMessage.user("What day is it?"));
    }

    @Override
    public Output output(RunState run) {
      return Output.NOTHING;
    }
  }

  @Test
  void leavesARunThatHasDriftedUntouchedIfItIsToldTo() {
    RunSummary paused =
        Runtimes.builder(journal, scripted(asks("sun", "{}")), new Calendars())
            .limits(ONE_STEP)
            .build()
            .run(RunRequest.goal("What day is it?"));
    List<JournalEvent> before = eventsOf(journal);
    var strict =
        ResumeTerms.AS_IT_IS
            .withLimits(limits -> limits.withMaxSteps(2))
            .withOnDrift(ResumeTerms.OnDrift.STOP);
    var other = new OtherCalendars();

    assertThatThrownBy(() ->
            Runtimes.runtime(journal, scripted(says("2 May.")), other).resume(paused.id(), strict))
        .isInstanceOfSatisfying(
            DriftException.class,
            drift ->
                assertThat(drift.differences())
                    .containsExactly(
                        "Tool moon is gone; calls of it fail.",
                        "Tool sun has changed its description; the model still knows it as it was.",
                        "Tool sun has changed its parameters (none; now city); the model still knows it as it was.",
                        "Tool sun was READS and is ONCE; for this run it stays READS.",
                        "Tool tide is new; the model is not told of it."))
        .hasMessageContaining("was left as it is");

    assertThat(eventsOf(journal)).isEqualTo(before);
    RunSummary done =
        Runtimes.runtime(journal, scripted(says("2 May.")), new Calendars())
            .resume(paused.id(), strict);
    assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void saysWhereThePromptHasChanged() {
    RunSummary paused = prompted("Be brief.\nBe exact.").run(RunRequest.of("prompted", Map.of()));
    var strict = ResumeTerms.AS_IT_IS.withOnDrift(ResumeTerms.OnDrift.STOP);

    assertThatThrownBy(() -> prompted("Be brief.\nBe kind.").resume(paused.id(), strict))
        .hasMessageContaining(
            "The system prompt has changed, from line 2 on ('Be kind.' was 'Be exact.'); the model is sent the old one.");
    assertThatThrownBy(
            () -> Runtimes.runtime(journal, scripted(says("2 May."))).resume(paused.id(), strict))
        .hasMessageContaining("Workflow prompted is gone; its files are not written.");
  }

  private AgentRuntime prompted(String prompt) {
    return Runtimes.builder(journal, scripted(asks("sun", "{}")))
        .workflows(List.of(new Prompted(prompt)))
        .limits(ONE_STEP)
        .build();
  }
}
