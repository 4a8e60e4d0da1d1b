package dev.bivouac.rehearsal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {
  @Test
  void readsPlainLinesWhereverTheyStand() {
    Goal goal =
        Goal.of(
            "You are careful.\nLanguage: de",
            "Report.\n- Topic: privacy\n**Articles:** 12\nSince: 2 days");

    assertThat(goal.topic()).contains("privacy");
    assertThat(goal.articles()).isEqualTo(12);
    assertThat(goal.language()).contains("de");
    assertThat(goal.hours()).contains(48);
  }

  @Test
  void takesTheMainNewsOfTheDayForNoTopic() {
    assertThat(Goal.of("", "Topic: the day's main news").topic()).isEmpty();
    assertThat(Goal.of("", "Topic: the day's main news").wantsReport()).isTrue();
  }

  @Test
  void findsTheTopicInASentence() {
    Goal goal = Goal.of("", "Write a news report about solar energy from 5 articles.");

    assertThat(goal.articles()).isEqualTo(5);
    assertThat(goal.topic()).contains("solar energy");
  }

  @Test
  void takesAnyOtherGoalForAQuestion() {
    assertThat(Goal.of("You report what you found.", "How do tides work?").wantsReport()).isFalse();
  }
}
