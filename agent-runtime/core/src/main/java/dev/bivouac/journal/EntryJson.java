package dev.bivouac.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.run.RunId;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A journal entry as one JSON object, as programs outside read it: {@code run}, {@code number},
 * {@code epoch}, {@code at}, {@code type}, {@code version} and {@code body}, where type, version
 * and body are the event's stored form ({@link EventJson}). Fields are only ever added.
 */
public final class EntryJson {
  private static final ObjectMapper JSON = EventJson.JSON;

  private EntryJson() {}

  /** The entry as an object. */
  public static ObjectNode write(RunId run, Entry entry) {
    StoredEvent event = EventJson.write(entry.event());
    ObjectNode node =
        JSON.createObjectNode()
            .put("run", run.value())
            .put("number", entry.number())
            .put("epoch", entry.epoch())
            .put("at", entry.at().toString())
            .put("type", event.type())
            .put("version", event.version());
    return node.set("body", tree(event.body()));
  }

  /**
   * The entry that was written.
   *
   * @throws JournalFailedException if it is none that this program knows
   */
  public static Entry read(JsonNode node) {
    try {
      return new Entry(
          Fields.number(node, "number"),
          Fields.number(node, "epoch"),
          Instant.parse(Fields.text(node, "at")),
          EventJson.read(
              new StoredEvent(
                  Fields.text(node, "type"),
                  Fields.number(node, "version"),
                  node.required("body").toString())));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new JournalFailedException(
          "What was sent as a journal entry is none. Use the same version of the program.", e);
    }
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was just written cannot be read", e);
    }
  }
}
