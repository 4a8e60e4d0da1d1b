package dev.bivouac.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLimitsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, -1, 100_001})
  void refusesStepsOutOfRange(int steps) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunLimits.DEFAULT.withMaxSteps(steps))
        .withMessage("maxSteps must be from 1 to 100000, was " + steps);
  }

  @Test
  void refusesLimitsThatAllowNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunLimits.DEFAULT.withMaxTokens(0))
        .withMessage("maxTokens must be positive, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunLimits.DEFAULT.withMaxActive(Duration.ZERO))
        .withMessage("maxActive must be positive, was PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunLimits.DEFAULT.withMaxCost(Optional.of(new BigDecimal("0.00"))))
        .withMessage("maxCost must be positive, was 0.00");
  }

  @Test
  void changesOneLimitAtATime() {
    RunLimits limits =
        RunLimits.DEFAULT
            .withMaxSteps(1)
            .withMaxTokens(2)
            .withMaxActive(Duration.ofHours(3))
            .withMaxCost(Optional.of(BigDecimal.TEN));

    assertThat(limits)
        .isEqualTo(new RunLimits(1, 2, Duration.ofHours(3), Optional.of(BigDecimal.TEN)));
  }

  @Test
  void takesTheSameMoneyForTheSameCost() {
    assertThat(new Cost(new BigDecimal("1E+2"), true))
        .isEqualTo(new Cost(new BigDecimal("100.00"), true));
  }
}
