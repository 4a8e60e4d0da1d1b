package dev.bivouac.persistence.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.StoredSpec;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadJsonTest {
  private static final Instant AT = Instant.parse("2026-11-26T07:00:00Z");
  private static final Cost COST =
      Cost.atListPrices(new BigDecimal("0.0042"), LocalDate.of(2026, 11, 22));

  private static RunHead head(Optional<Usage> used) {
    return new RunHead(
        new RunId("0123456789ab"),
        Optional.of("daily"),
        StoredSpec.of(JournalContract.started("news").spec()),
        RunStatus.PAUSED,
        new RunHead.Position(2, 9, 3, AT, AT, used),
        Optional.empty());
  }

  @Test
  void goesOverTheWireAndBack() {
    RunHead known = head(Optional.of(new Usage(1000, 900, 50, Optional.of(COST))));
    RunHead free = head(Optional.of(new Usage(1000, 900, 50, Optional.empty())));
    RunHead unknown = head(Optional.empty());

    assertThat(HeadJson.read(HeadJson.write(known))).isEqualTo(known);
    assertThat(HeadJson.read(HeadJson.write(free))).isEqualTo(free);
    assertThat(HeadJson.read(HeadJson.write(unknown))).isEqualTo(unknown);
  }

  @Test
  void takesAnOlderProgramsWordAndANewerOnes() {
    ObjectNode older = HeadJson.write(head(Optional.of(Usage.NONE)));
    older.remove("used");
    ObjectNode newer = HeadJson.write(head(Optional.of(Usage.NONE)));
    newer.put("mood", "good").put("used", "{\"input\":1,\"cached\":0,\"output\":2,\"seen\":[3]}");

    assertThat(HeadJson.read(older)).isEqualTo(head(Optional.empty()));
    assertThat(HeadJson.read(newer))
        .isEqualTo(head(Optional.of(new Usage(1, 0, 2, Optional.empty()))));
  }

  @Test
  void refusesAUsageThatIsNone() {
    ObjectNode node = HeadJson.write(head(Optional.of(Usage.NONE)));
    node.put("used", "{\"input\":-1,\"cached\":0,\"output\":2}");

    assertThatThrownBy(() -> HeadJson.read(node)).isInstanceOf(IllegalArgumentException.class);
  }
}
