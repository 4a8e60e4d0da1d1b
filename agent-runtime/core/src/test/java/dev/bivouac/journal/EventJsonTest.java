package dev.bivouac.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Text;
import dev.bivouac.tool.ToolResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stored form of events. The lines of {@code events-1.jsonl} are what journals out there hold:
 * lines are only ever added to that file. If a test fails because of one, the code is wrong, not
 * the line.
 */
class EventJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void readsEveryStoredLine() {
    assertThat(stored().stream().map(EventJson::read)).isEqualTo(EveryEvent.list());
  }

  @Test
  void writesExactlyTheStoredLines() {
    assertThat(EveryEvent.list().stream().map(EventJson::write).toList()).isEqualTo(stored());
  }

  @Test
  void coversEveryKindOfEvent() {
    assertThat(stored().stream().map(StoredEvent::type).distinct())
        .hasSize(JournalEvent.class.getPermittedSubclasses().length);
  }

  @Test
  void keepsTextsOfEveryCharacter() {
    var random = new Random(20261122);
    for (int i = 0; i < 500; i++) {
      String text = Text.wellFormed(anyText(random));
      var event =
          new ToolFinished(new CallKey(1 + i, i), new ToolResult.Success(text, Map.of(text, text)));

      assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
    }
  }

  @Test
  void survivesUtf8() {
    var random = new Random(2);
    for (int i = 0; i < 500; i++) {
      var event = new OutcomeUnknown(new CallKey(1, 0), Text.wellFormed(anyText(random)));
      StoredEvent stored = EventJson.write(event);
      String back = new String(stored.body().getBytes(UTF_8), UTF_8);

      assertThat(EventJson.read(new StoredEvent(stored.type(), stored.version(), back)))
          .isEqualTo(event);
    }
  }

  @Test
  void readsTextsOfAnyLengthThatItWrote() {
    var event =
        new ToolFinished(
            new CallKey(1, 0), new ToolResult.Success("", Map.of("page", "x".repeat(21_000_000))));

    assertThat(EventJson.read(EventJson.write(event)).equals(event)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"RunStarted,2", "ToolStarted,0", "Dreamt,1"})
  void refusesWhatItDoesNotKnow(String type, int version) {
    assertThatExceptionOfType(JournalFailedException.class)
        .isThrownBy(() -> EventJson.read(new StoredEvent(type, version, "{}")))
        .withMessageContaining(type)
        .withMessageContaining("Use the newer program that wrote it.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "{\"step\":1,\"index\":0}",
        "{\"step\":0,\"index\":0,\"attempt\":1}",
        "{\"step\":\"1\",\"index\":0,\"attempt\":1}",
        "{\"step\":1.5,\"index\":0,\"attempt\":1}",
        "{\"step\":1,\"index\":0,\"attempt\":null}",
        "{\"step\":1,\"index\":0,\"attempt\":99999999999}",
        "{\"step\":1,\"index\":0,\"attempt\":1} and more"
      })
  void refusesADamagedBody(String body) {
    assertThatExceptionOfType(JournalFailedException.class)
        .isThrownBy(() -> EventJson.read(new StoredEvent("ToolStarted", 1, body)))
        .withMessage(
            "Entry of type ToolStarted is damaged and cannot be read. Restore the store from a copy.");
  }

  /** Whatever is missing or of another kind: the journal's own failure or a value, nothing else. */
  @Test
  void writesHalvesOfSurrogatePairsAsEscapes() {
    var event = new Reminded(1, "high \uD83C, low \uDFD5, both \uD83C\uDFD5, end \uD83C");

    StoredEvent stored = EventJson.write(event);

    assertThat(new String(stored.body().getBytes(UTF_8), UTF_8)).isEqualTo(stored.body());
    assertThat(stored.body()).contains("both \uD83C\uDFD5");
    assertThat(EventJson.read(stored)).isEqualTo(event);
  }

  @Test
  void neverFailsInAnyOtherWay() {
    for (StoredEvent stored : stored()) {
      for (String body : damaged(stored.body())) {
        assertThatNoException()
            .as(stored.type() + " " + body)
            .isThrownBy(() -> readOrRefuse(new StoredEvent(stored.type(), 1, body)));
      }
    }
  }

  private static void readOrRefuse(StoredEvent stored) {
    try {
      EventJson.read(stored);
    } catch (JournalFailedException e) {
      assertThat(e).hasMessageContaining(stored.type());
    }
  }

  /** The body with each of its values in turn left out, or replaced by something else. */
  private static List<String> damaged(String body) {
    var bodies = new ArrayList<String>();
    int values = objects(parse(body)).stream().mapToInt(ObjectNode::size).sum();
    for (int i = 0; i < values; i++) {
      for (String with : List.of("", "null", "-1", "\"?\"", "[1]", "{}")) {
        JsonNode copy = parse(body);
        damage(copy, i, with);
        bodies.add(copy.toString());
      }
    }
    return bodies;
  }

  private static void damage(JsonNode root, int value, String with) {
    int left = value;
    for (ObjectNode node : objects(root)) {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      if (left < names.size()) {
        if (with.isEmpty()) {
          node.remove(names.get(left));
        } else {
          node.set(names.get(left), parse(with));
        }
        return;
      }
      left -= names.size();
    }
  }

  private static List<ObjectNode> objects(JsonNode node) {
    var found = new ArrayList<ObjectNode>();
    if (node instanceof ObjectNode object) {
      found.add(object);
    }
    node.forEach(child -> found.addAll(objects(child)));
    return found;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String anyText(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append((char) random.nextInt(32));
        case 1 -> text.append((char) random.nextInt(0x10000));
        case 2 -> text.appendCodePoint(0x1F300 + random.nextInt(512));
        default -> text.append((char) (0xD800 + random.nextInt(0x800)));
      }
    }
    return text.toString();
  }

  private static List<StoredEvent> stored() {
    try (var lines = EventJsonTest.class.getResourceAsStream("events-1.jsonl")) {
      return new String(lines.readAllBytes(), UTF_8)
          .lines()
          .map(EventJsonTest::parse)
          .map(line ->
              new StoredEvent(
                  line.get("type").asText(),
                  line.get("version").asInt(),
                  line.get("body").asText()))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
