package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.eventsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.AgentRuntime;
import dev.bivouac.ResumeTerms;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ResultsHidden;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.model.Prices;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.SettableClock;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A run whose results are many times what the model's window holds. */
class WindowTest {
  private static final int WINDOW = 64_000;
  private static final int STEPS = 300;
  private static final String FACT = "The password of the first page is 'larkspur'.";

  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));

  /** Pages of about 2,200 tokens; the first holds the fact. */
  public static final class Pages {
    @Tool("Reads a page.")
    @OnResume(Repeat.READS)
    public String read(int page) {
      String text = "Page %d tells of nothing much. ".formatted(page).repeat(290);
      return page == 1 ? FACT + text : text;
    }
  }

  @Test
  void completesWithTenTimesTheWindowAndFindsTheFirstFactAtTheEnd() {
    var model = new StrictReader(WINDOW, STEPS);

    RunSummary summary = runtime(model, WINDOW).run(request());

    assertThat(summary.state().outcome())
        .contains(new RunOutcome.Completed("The password is 'larkspur'."));
    assertThat(resultTokens(summary.state())).isGreaterThan(10 * WINDOW);
    assertThat(summary.state().calls().filter(call -> call.call().name().equals(Recall.NAME)))
        .hasSize(1);
    assertThat(failures()).isEmpty();
  }

  @Test
  void hidesManyAtOnceSoThatRequestsMostlyBeginWithTheOneBefore() {
    var model = new StrictReader(WINDOW, STEPS);

    runtime(model, WINDOW).run(request());

    long hidings = eventsOf(journal).stream().filter(ResultsHidden.class::isInstance).count();
    assertThat(model.requestsThatDoNotContinue()).isEqualTo(hidings);
    assertThat(hidings).isBetween(10L, STEPS / 8L);
    assertThat(model.requests())
        .allSatisfy(
            sent -> assertThat(sent.getFirst()).contains("What is the password of page 1?"));
  }

  @Test
  void hidesMoreAndAsksOnceMoreWhenTheProviderFindsItTooLong() {
    // The provider's window is half of what the profile says.
    var model = new StrictReader(WINDOW / 2, 60);

    RunSummary summary = runtime(model, WINDOW).run(request());

    assertThat(summary.state().outcome())
        .contains(new RunOutcome.Completed("The password is 'larkspur'."));
    // Once is enough to know better.
    assertThat(failures())
        .singleElement()
        .satisfies(failed -> assertThat(failed.failure().kind()).isEqualTo(Kind.CONTEXT_EXCEEDED));
  }

  @Test
  void pausesWhenHidingEverythingIsNotEnough() {
    var model = new StrictReader(500, 60);

    RunSummary summary = runtime(model, WINDOW).run(request());

    assertThat(summary.state().pause())
        .hasValueSatisfying(pause -> assertThat(pause.reason()).isEqualTo(PauseReason.MODEL));
    assertThat(failures()).hasSize(1);
  }

  @Test
  void hidesTheSameAfterAResume() {
    var model = new StrictReader(WINDOW, STEPS);
    RunSummary paused =
        runtime(model, WINDOW).run(request().withLimits(RunLimits.DEFAULT.withMaxSteps(STEPS / 2)));

    RunSummary summary =
        runtime(model, WINDOW)
            .resume(
                paused.id(),
                ResumeTerms.AS_IT_IS.withLimits(limits -> limits.withMaxSteps(STEPS + 9)));

    long hidings = eventsOf(journal).stream().filter(ResultsHidden.class::isInstance).count();
    assertThat(summary.state().outcome())
        .contains(new RunOutcome.Completed("The password is 'larkspur'."));
    assertThat(model.requestsThatDoNotContinue()).isEqualTo(hidings);
  }

  private static RunRequest request() {
    return RunRequest.goal("What is the password of page 1? Read all pages first.")
        .withLimits(RunLimits.DEFAULT.withMaxSteps(STEPS + 9));
  }

  private List<AttemptFailed> failures() {
    var failures = new ArrayList<AttemptFailed>();
    eventsOf(journal)
        .forEach(event -> {
          if (event instanceof AttemptFailed failed) {
            failures.add(failed);
          }
        });
    return failures;
  }

  private static long resultTokens(RunState state) {
    return state
            .calls()
            .flatMap(call -> call.end().stream())
            .mapToLong(end -> end.text().length())
            .sum()
        / 4;
  }

  private AgentRuntime runtime(StrictReader model, int window) {
    return AgentRuntime.builder()
        .journal(journal)
        .model(model, new Profile(new PlainProfile("strict", "reader", window, Optional.empty())))
        .tools(new Pages())
        .patience(Runtimes.PATIENCE)
        .clock(new SettableClock(Journals.START))
        .random(new Random(1))
        .build();
  }

  /** Knows what a refusal means. */
  private record Profile(PlainProfile plain) implements ModelProfile {
    @Override
    public String provider() {
      return plain.provider();
    }

    @Override
    public String model() {
      return plain.model();
    }

    @Override
    public int contextWindow() {
      return plain.contextWindow();
    }

    @Override
    public Optional<Prices> prices() {
      return plain.prices();
    }

    @Override
    public ChatRequestParameters parameters(RunId run) {
      return plain.parameters(run);
    }

    @Override
    public Usage usage(ChatResponse response) {
      return plain.usage(response);
    }

    @Override
    public Map<String, Object> attributes(ChatResponse response) {
      return plain.attributes(response);
    }

    @Override
    public ModelFailure failure(Throwable error) {
      return error instanceof StrictReader.TooLongException
          ? new ModelFailure(Kind.CONTEXT_EXCEEDED, "Too long.", Optional.empty())
          : plain.failure(error);
    }
  }
}
