package dev.bivouac.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final LocalDate SPRING = LocalDate.of(2026, 4, 1);
  private static final LocalDate AUTUMN = LocalDate.of(2026, 10, 1);
  private static final Cost SAID = new Cost(BigDecimal.ONE, false);

  @Test
  void isEstimatedAsSoonAsAPartIsWithTheOldestPrices() {
    Cost both =
        Cost.atListPrices(BigDecimal.ONE, AUTUMN)
            .plus(SAID)
            .plus(Cost.atListPrices(BigDecimal.ONE, SPRING));

    assertThat(both).isEqualTo(Cost.atListPrices(new BigDecimal("3"), SPRING));
    assertThat(SAID.plus(SAID)).isEqualTo(new Cost(BigDecimal.TWO, false));
  }

  @Test
  void getsADayOnlyWhereAnEstimateHasNone() {
    Cost undated = new Cost(BigDecimal.ONE, true);

    assertThat(used(undated).ifUndated(AUTUMN).cost())
        .contains(Cost.atListPrices(BigDecimal.ONE, AUTUMN));
    assertThat(used(Cost.atListPrices(BigDecimal.ONE, SPRING)).ifUndated(AUTUMN).cost())
        .contains(Cost.atListPrices(BigDecimal.ONE, SPRING));
    assertThat(used(SAID).ifUndated(AUTUMN)).isEqualTo(used(SAID));
    assertThat(Usage.NONE.ifUndated(AUTUMN)).isEqualTo(Usage.NONE);
  }

  @Test
  void hasNoDayOfPricesWhereTheProviderSaidIt() {
    assertThatThrownBy(() -> new Cost(BigDecimal.ONE, false, Optional.of(SPRING)))
        .hasMessage("pricesAsOf must be empty where nothing is estimated, was 2026-04-01");
  }

  private static Usage used(Cost cost) {
    return new Usage(1, 0, 1, Optional.of(cost));
  }
}
