package dev.bivouac.kimi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.kimi.TrialCall.Called;
import dev.bivouac.kimi.TrialCall.Outcome;
import dev.bivouac.kimi.TrialCall.Reasoning;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrialCallTest extends OneHostTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void tellsTheIdTheNameOfTheReasoningAndTheTokens() {
    host.streams(
        delta("{\"reasoning\":\"A call.\"}"),
        delta(
            "{\"tool_calls\":[{\"index\":0,\"id\":\"call_x1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"date\",\"arguments\":\"{\\\"zone\\\":\\\"UTC\\\"}\"}}]}"),
        finish("tool_calls"));

    Outcome outcome = TrialCall.make(builder(), PATIENCE, "");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> {
              assertThat(answered.called()).containsExactly(new Called("date", "call_x1"));
              assertThat(answered.reasoning()).contains(new Reasoning("reasoning", false));
            });
    var sent = host.onlyRequest().json();
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(TrialCall.MAX_TOKENS);
    assertThat(sent.path("tools")).hasSize(1);
  }

  @Test
  void tellsOfAnAnswerWithoutACallAndWithoutReasoning() {
    host.streams(delta("{\"content\":\"Tuesday.\"}"), finish("stop"));

    assertThat(TrialCall.make(builder(), PATIENCE, ""))
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> {
              assertThat(answered.called()).isEmpty();
              assertThat(answered.reasoning()).isEmpty();
            });
  }
}
