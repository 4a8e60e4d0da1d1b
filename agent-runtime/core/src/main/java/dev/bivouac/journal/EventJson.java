package dev.bivouac.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ProviderChanged;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ResultsHidden;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.PauseReason;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How events are stored: JSON of our own, field by field, so that no library and no renaming in
 * Java changes what old journals say. A changed form gets a new version; {@link #read} keeps
 * reading the old ones.
 */
public final class EventJson {
  private static final int VERSION = 1;

  /** What could be written must be readable, however long a tool's text was. */
  private static final StreamReadConstraints ANY_LENGTH =
      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();

  static final ObjectMapper JSON =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(ANY_LENGTH).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EventJson() {}

  /** The event as it is stored, in the newest version. */
  public static StoredEvent write(JournalEvent event) {
    return new StoredEvent(type(event), VERSION, WellFormed.json(body(event).toString()));
  }

  private static String type(JournalEvent event) {
    return switch (event) {
      case RunStarted e -> "RunStarted";
      case ModelAsked e -> "ModelAsked";
      case ModelReplied e -> "ModelReplied";
      case AttemptFailed e -> "AttemptFailed";
      case ToolStarted e -> "ToolStarted";
      case ToolFinished e -> "ToolFinished";
      case OutcomeUnknown e -> "OutcomeUnknown";
      case Reminded e -> "Reminded";
      case ResultsHidden e -> "ResultsHidden";
      case ProviderChanged e -> "ProviderChanged";
      case RunPaused e -> "RunPaused";
      case RunResumed e -> "RunResumed";
      case RunFinished e -> "RunFinished";
    };
  }

  private static JsonNode body(JournalEvent event) {
    ObjectNode body = JSON.createObjectNode();
    return switch (event) {
      case RunStarted e ->
          body.<ObjectNode>set("spec", SpecJson.write(e.spec()))
              .set("opening", SpecJson.write(e.opening()));
      case ModelAsked e -> asked(body, e);
      case ModelReplied e -> body.put("step", e.step()).set("reply", ReplyJson.write(e.reply()));
      case AttemptFailed e -> failed(body, e);
      case ToolStarted e -> ReplyJson.put(body, e.call()).put("attempt", e.attempt());
      case ToolFinished e ->
          ReplyJson.put(body, e.call()).set("result", ReplyJson.write(e.result()));
      case OutcomeUnknown e -> ReplyJson.put(body, e.call()).put("text", e.text());
      case Reminded e -> body.put("step", e.step()).put("text", e.text());
      case ResultsHidden e -> body.set("hidden", hidden(e));
      case ProviderChanged e ->
          body.put("step", e.step())
              .put("reason", e.reason())
              .set("model", SpecJson.write(e.model()));
      case RunPaused e -> body.put("reason", e.reason().name()).put("message", e.message());
      case RunResumed e -> resumed(body, e);
      case RunFinished e -> body.set("outcome", ReplyJson.write(e.outcome()));
    };
  }

  private static ObjectNode asked(ObjectNode body, ModelAsked event) {
    body.put("step", event.step()).put("attempt", event.attempt());
    body.set("model", SpecJson.write(event.model()));
    body.set("estimate", ReplyJson.write(event.estimate()));
    event.body().ifPresent(sent -> body.put("body", sent));
    return body.put("digest", event.digest());
  }

  private static ObjectNode failed(ObjectNode body, AttemptFailed event) {
    body.put("step", event.step()).put("attempt", event.attempt());
    event.call().ifPresent(call -> body.put("index", call.index()));
    body.set("failure", ReplyJson.write(event.failure()));
    return body.set("usage", ReplyJson.write(event.usage()));
  }

  /**
   * The event that was stored.
   *
   * @throws JournalFailedException if this program does not know the type or the version, or the
   *     body is damaged
   */
  public static JournalEvent read(StoredEvent stored) {
    if (stored.version() != VERSION) {
      throw new JournalFailedException(
          "Entry of type %s has version %d, and this program reads %d. Use the newer program that wrote it."
              .formatted(stored.type(), stored.version(), VERSION));
    }
    try {
      return read(stored.type(), JSON.readTree(stored.body()));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new JournalFailedException(
          "Entry of type %s is damaged and cannot be read. Restore the store from a copy."
              .formatted(stored.type()),
          e);
    }
  }

  private static JournalEvent read(String type, JsonNode body) {
    return switch (type) {
      case "RunStarted" ->
          new RunStarted(
              SpecJson.spec(body.required("spec")), SpecJson.opening(body.required("opening")));
      case "ModelAsked" -> asked(body);
      case "ModelReplied" -> replied(Fields.number(body, "step"), body.required("reply"));
      case "AttemptFailed" -> failed(body);
      case "ToolStarted" -> new ToolStarted(ReplyJson.call(body), Fields.number(body, "attempt"));
      case "ToolFinished" ->
          new ToolFinished(ReplyJson.call(body), ReplyJson.result(body.required("result")));
      case "OutcomeUnknown" -> new OutcomeUnknown(ReplyJson.call(body), Fields.text(body, "text"));
      case "Reminded" -> new Reminded(Fields.number(body, "step"), Fields.text(body, "text"));
      case "ResultsHidden" -> hidden(body.required("hidden"));
      case "ProviderChanged" ->
          new ProviderChanged(
              Fields.number(body, "step"),
              SpecJson.model(body.required("model")),
              Fields.text(body, "reason"));
      case "RunPaused" ->
          new RunPaused(
              PauseReason.valueOf(Fields.text(body, "reason")), Fields.text(body, "message"));
      case "RunResumed" -> readResumed(body);
      case "RunFinished" -> new RunFinished(ReplyJson.outcome(body.required("outcome")));
      default ->
          throw new JournalFailedException(
              "Entry of type '%s' is not known to this program. Use the newer program that wrote it."
                  .formatted(type));
    };
  }

  private static ModelReplied replied(int step, JsonNode reply) {
    return new ModelReplied(step, ReplyJson.reply(step, reply));
  }

  private static ModelAsked asked(JsonNode body) {
    return new ModelAsked(
        Fields.number(body, "step"),
        Fields.number(body, "attempt"),
        SpecJson.model(body.required("model")),
        ReplyJson.usage(body.required("estimate")),
        Fields.text(body, "digest"),
        Fields.optionalText(body, "body"));
  }

  private static AttemptFailed failed(JsonNode body) {
    return new AttemptFailed(
        Fields.number(body, "step"),
        body.has("index") ? Optional.of(ReplyJson.call(body)) : Optional.empty(),
        Fields.number(body, "attempt"),
        ReplyJson.failure(body.required("failure")),
        ReplyJson.usage(body.required("usage")));
  }

  private static JsonNode hidden(ResultsHidden event) {
    var array = JSON.createArrayNode();
    new TreeMap<>(event.lines())
        .forEach((call, line) -> ReplyJson.put(array.addObject(), call).put("line", line));
    return array;
  }

  private static ResultsHidden hidden(JsonNode array) {
    var lines = new TreeMap<CallKey, String>();
    array.forEach(node -> lines.put(ReplyJson.call(node), Fields.text(node, "line")));
    return new ResultsHidden(lines);
  }

  private static ObjectNode resumed(ObjectNode body, RunResumed event) {
    body.put("program", event.program());
    body.set("model", SpecJson.write(event.model()));
    body.set("limits", SpecJson.write(event.limits()));
    event.drift().forEach(body.putArray("drift")::add);
    return body;
  }

  private static RunResumed readResumed(JsonNode body) {
    List<String> drift = new ArrayList<>();
    body.path("drift").forEach(node -> drift.add(node.asText()));
    return new RunResumed(
        Fields.text(body, "program"),
        SpecJson.model(body.required("model")),
        SpecJson.limits(body.required("limits")),
        drift);
  }
}
