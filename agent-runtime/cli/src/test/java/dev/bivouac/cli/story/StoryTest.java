package dev.bivouac.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
  private final List<Entry> eventful = ToldRuns.eventful();
  private final Story story = Story.of(eventful);

  @Test
  void tellsHowLongTheModelAndEachToolTook() {
    Chapter first = story.chapters().getFirst();

    Chapter.Answer answer = first.answer().orElseThrow();
    assertThat(answer.asked().until(answer.at())).isEqualTo(Duration.ofSeconds(30));
    assertThat(first.calls().get(0).took()).contains(Duration.ofSeconds(1));
    assertThat(first.calls().get(1).took()).contains(Duration.ofSeconds(17));
    assertThat(first.calls().get(1).failures()).hasSize(1);
  }

  @Test
  void tellsFailedAttemptsAndWaits() {
    assertThat(story.chapters().getFirst().asking().before())
        .satisfiesExactly(
            failed -> assertThat(failed).isInstanceOf(Moment.Failed.class),
            waited ->
                assertThat(((Moment.Waited) waited).pause()).isEqualTo(Duration.ofSeconds(4)));
  }

  @Test
  void tellsWhatACrashLeftOpen() {
    Chapter second = story.chapters().get(1);
    Chapter third = story.chapters().get(2);

    assertThat(second.calls().getFirst().ending()).isPresent();
    assertThat(second.after())
        .extracting(moment -> moment.getClass().getSimpleName())
        .containsExactly("Resumed", "Reminded", "Hidden");
    assertThat(third.asking().before())
        .extracting(moment -> moment.getClass().getSimpleName())
        .containsExactly("Unanswered", "Resumed");
    assertThat(((Moment.Resumed) second.after().getFirst()).away())
        .isEqualTo(Duration.ofSeconds(50_000));
  }

  @Test
  void countsOnlyTheTimeAtWork() {
    assertThat(story.last().work()).isEqualTo(story.state().progress().active());
  }

  @Test
  void canBeToldOfAJournalThatEndsAnywhere() {
    for (int end = 1; end <= eventful.size(); end++) {
      List<Entry> beginning = eventful.subList(0, end);
      Story told = Story.of(beginning);

      assertThat(told.state()).isEqualTo(RunState.replay(beginning));
      assertThat(told.last().work()).isEqualTo(told.state().progress().active());
      assertThat(told.spending().isEmpty() ? Usage.NONE : told.spending().getLast().total())
          .isEqualTo(told.state().progress().usage());
      assertThat(told.chapters().stream().filter(chapter -> chapter.answer().isPresent()))
          .hasSize(told.state().steps().size());
    }
  }

  @Test
  void aLongRunHasAChapterForEachStep() {
    Story told = Story.of(ToldRuns.ofSteps(300));

    assertThat(told.chapters()).hasSize(300);
    assertThat(told.spending()).hasSizeGreaterThanOrEqualTo(300);
  }
}
