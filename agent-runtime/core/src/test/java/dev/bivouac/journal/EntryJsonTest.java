package dev.bivouac.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EntryJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RunId RUN = new RunId("aaaaaaaaaaaa");

  @Test
  void readsBackEveryEvent() throws IOException {
    int number = 0;
    for (JournalEvent event : EveryEvent.list()) {
      var entry = new Entry(++number, 2, Instant.parse("2026-11-26T09:00:00.000001Z"), event);
      JsonNode line = JSON.readTree(EntryJson.write(RUN, entry).toString());

      assertThat(EntryJson.read(line)).isEqualTo(entry);
      assertThat(line.path("run").asText()).isEqualTo(RUN.value());
      assertThat(line.path("type").asText()).isEqualTo(event.getClass().getSimpleName());
    }
  }

  @Test
  void refusesWhatIsNoEntry() throws IOException {
    JsonNode line = JSON.readTree("{\"number\":1,\"epoch\":\"x\"}");
    assertThatThrownBy(() -> EntryJson.read(line))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageContaining("same version");
  }
}
