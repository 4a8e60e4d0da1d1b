package dev.bivouac.persistence.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.journal.RunHead.Position;
import dev.bivouac.journal.StoredSpec;
import dev.bivouac.journal.UsageJson;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** What a store knows of a run, as it goes over the wire. */
final class HeadJson {
  private HeadJson() {}

  static ObjectNode write(RunHead head) {
    Position position = head.position();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", head.id().value())
            .put("spec", head.stored().text())
            .put("status", head.status().name())
            .put("epoch", position.epoch())
            .put("entries", position.entries())
            .put("steps", position.steps())
            .put("createdAt", position.createdAt().toString())
            .put("updatedAt", position.updatedAt().toString());
    position.used().ifPresent(used -> node.put("used", UsageJson.text(used)));
    head.key().ifPresent(key -> node.put("key", key));
    head.holder().ifPresent(holder -> node.set("holder", write(holder)));
    return node;
  }

  static ObjectNode write(Holder holder) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("process", holder.process())
        .put("since", holder.since().toString())
        .put("atWork", holder.atWork());
  }

  /**
   * What was written.
   *
   * @throws IllegalArgumentException if it is nothing of the kind
   */
  static RunHead read(JsonNode node) {
    try {
      return new RunHead(
          new RunId(text(node, "id")),
          node.has("key") ? Optional.of(text(node, "key")) : Optional.empty(),
          StoredSpec.of(text(node, "spec")),
          RunStatus.valueOf(text(node, "status")),
          new Position(
              number(node, "epoch"),
              number(node, "entries"),
              number(node, "steps"),
              Instant.parse(text(node, "createdAt")),
              Instant.parse(text(node, "updatedAt")),
              node.has("used")
                  ? Optional.of(UsageJson.parse(text(node, "used")))
                  : Optional.empty()),
          node.has("holder") ? Optional.of(holder(node.required("holder"))) : Optional.empty());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time is none", e);
    }
  }

  private static Holder holder(JsonNode node) {
    return new Holder(
        text(node, "process"),
        Instant.parse(text(node, "since")),
        node.required("atWork").asBoolean());
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).asText();
  }

  private static int number(JsonNode node, String field) {
    return node.required(field).asInt();
  }
}
