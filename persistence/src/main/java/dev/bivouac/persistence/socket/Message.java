package dev.bivouac.persistence.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EntryJson;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.RunHead;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** What the process that holds a store file answers: an object whose one field says what it is. */
sealed interface Message {
  /** A run that is there. */
  record Head(RunHead head) implements Message {}

  /** An entry of a journal; it is durable. */
  record Written(RunId run, Entry entry) implements Message {}

  /** The model thinks. It may yet be discarded. */
  record Thinking(String piece) implements Message {}

  /** The model speaks. It may yet be discarded. */
  record Speaking(String piece) implements Message {}

  /** What the attempt has sent so far does not count. */
  record Discarded(ModelFailure failure) implements Message {}

  /** The run waits before it tries again. */
  record Waiting(Duration delay, ModelFailure failure) implements Message {}

  /** Nothing happens, but there is somebody. */
  record Still() implements Message {}

  /** Nobody drives the run that is watched. */
  record Resting() implements Message {}

  /** The answer is complete. */
  record Done(boolean yes) implements Message {}

  /** The run is not in this file. */
  record NotHere() implements Message {}

  /** What was asked cannot be done here. */
  record Refused(String why) implements Message {}

  /** As it goes over the wire. */
  default ObjectNode write() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return switch (this) {
      case Head head -> node.set("head", HeadJson.write(head.head()));
      case Written written -> node.set("entry", EntryJson.write(written.run(), written.entry()));
      case Thinking thinking -> node.put("thinking", thinking.piece());
      case Speaking speaking -> node.put("text", speaking.piece());
      case Discarded discarded -> node.set("discarded", failure(discarded.failure()));
      case Waiting waiting ->
          node.set(
              "waiting", failure(waiting.failure()).put("forMillis", waiting.delay().toMillis()));
      case Still still -> node.put("still", true);
      case Resting resting -> node.put("resting", true);
      case Done done -> node.put("done", done.yes());
      case NotHere none -> node.put("notHere", true);
      case Refused refused -> node.put("refused", refused.why());
    };
  }

  /**
   * What was answered.
   *
   * @throws IOException if it is nothing that can be
   */
  static Message read(JsonNode node) throws IOException {
    try {
      Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
      if (!fields.hasNext()) {
        throw new IOException("an answer says nothing");
      }
      Map.Entry<String, JsonNode> field = fields.next();
      return read(field.getKey(), field.getValue());
    } catch (IllegalArgumentException | JournalFailedException e) {
      throw new IOException("an answer cannot be read", e);
    }
  }

  private static Message read(String name, JsonNode value) throws IOException {
    return switch (name) {
      case "head" -> new Head(HeadJson.read(value));
      case "entry" -> new Written(new RunId(value.required("run").asText()), EntryJson.read(value));
      case "thinking" -> new Thinking(value.asText());
      case "text" -> new Speaking(value.asText());
      case "discarded" -> new Discarded(failure(value));
      case "waiting" ->
          new Waiting(Duration.ofMillis(value.required("forMillis").asLong()), failure(value));
      case "still" -> new Still();
      case "resting" -> new Resting();
      case "done" -> new Done(value.asBoolean());
      case "notHere" -> new NotHere();
      case "refused" -> new Refused(value.asText());
      default -> throw new IOException("an answer is of no known kind");
    };
  }

  private static ObjectNode failure(ModelFailure failure) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", failure.kind().name())
            .put("message", failure.message());
    failure.retryAfter().ifPresent(wait -> node.put("retryAfterMillis", wait.toMillis()));
    return node;
  }

  private static ModelFailure failure(JsonNode node) {
    return new ModelFailure(
        ModelFailure.Kind.valueOf(node.required("kind").asText()),
        node.required("message").asText(),
        Optional.of(node.path("retryAfterMillis"))
            .filter(JsonNode::isNumber)
            .map(millis -> Duration.ofMillis(millis.asLong())));
  }
}
