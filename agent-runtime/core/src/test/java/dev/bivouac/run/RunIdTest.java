package dev.bivouac.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
  @Test
  void drawsAnIdThatItAcceptsItself() {
    var id = RunId.random(new Random(1));

    assertThat(new RunId(id.value())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "ABCDEFGHJKMN", "abcdefghijkl", "../../etc/pas"})
  void refusesWhatIsNoId(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunId(text))
        .withMessageContaining("'" + text + "'");
  }
}
