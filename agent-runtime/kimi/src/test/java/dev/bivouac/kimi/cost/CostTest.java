package dev.bivouac.kimi.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark's figures are counts, so they can be held. */
class CostTest {
  @ParameterizedTest
  @CsvSource({"2000, 0.95", "35000, 0.90"})
  void isTheCheapestOfAllThatComplete(int resultChars, double cacheable) {
    var errand = new Errand(300, resultChars);

    Kept ours = new BivouacRun(errand).run();

    assertThat(ours.completes()).isTrue();
    assertThat(ours.bill().cacheable()).isGreaterThan(cacheable);
    List<Kept> others = new Ways(errand).all();
    assertThat(others)
        .filteredOn(Kept::completes)
        .allSatisfy(other -> assertThat(ours.bill().usd()).isLessThanOrEqualTo(other.bill().usd()));
  }
}
