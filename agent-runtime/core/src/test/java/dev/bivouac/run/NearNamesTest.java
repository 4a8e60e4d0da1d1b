package dev.bivouac.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
  private static final List<String> NAMES = List.of("daily-news-report", "goal", "ask", "topic");

  @Test
  void findsWhatWasMeant() {
    assertThat(NearNames.of("gaol", NAMES)).containsExactly("goal");
    assertThat(NearNames.of("TOPICS", NAMES)).containsExactly("topic");
    assertThat(NearNames.of("news", NAMES)).containsExactly("daily-news-report");
  }

  @Test
  void putsTheClosestFirstAndNamesThreeAtMost() {
    assertThat(NearNames.of("item", List.of("item4", "items55", "item-3", "iten")))
        .hasSize(3)
        .startsWith("item4", "iten");
  }

  @Test
  void listsAllWhenNoneIsNear() {
    assertThat(NearNames.hint("xyzzyx", NAMES))
        .isEqualTo("There are: daily-news-report, goal, ask, topic.");
    assertThat(NearNames.hint("anything", List.of())).isEqualTo("There are none.");
  }
}
