package dev.bivouac.workflows.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bivouac.workflow.InvalidParameterException;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflows.JournaledRun;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskTest {
  private static final Ask WORKFLOW = new Ask();

  @Test
  void sendsTheGoalAsItWasSaid() {
    String goal = "Which of {{these}} costs $1?\n- a\n- b";

    var opening = WORKFLOW.open(Map.of("goal", goal), JournaledRun.setting());

    assertThat(opening.getLast().text()).isEqualTo(goal);
    assertThat(opening.getFirst().text())
        .contains("Today is 2026-11-22", "Europe/Paris", "English")
        .doesNotContain("{{");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n "})
  void refusesToStartWithoutAGoal(String goal) {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> WORKFLOW.open(Map.of("goal", goal), JournaledRun.setting()))
        .withMessage("Parameter 'goal' must be a question or a task in plain words, was ''.");
  }

  @Test
  void leavesNoFiles() {
    assertThat(
            WORKFLOW.output(JournaledRun.of(WORKFLOW).with("goal", "Why?").answering("Because.")))
        .isEqualTo(Output.NOTHING);
    assertThat(WORKFLOW.limits().maxCost())
        .hasValueSatisfying(it -> assertThat(it).isEqualTo("5.00"));
  }
}
