package dev.bivouac.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stored form of what models and tools answered. */
final class ReplyJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReplyJson() {}

  static ObjectNode put(ObjectNode node, CallKey call) {
    return node.put("step", call.step()).put("index", call.index());
  }

  static CallKey call(JsonNode node) {
    return new CallKey(Fields.number(node, "step"), Fields.number(node, "index"));
  }

  static ObjectNode write(ModelReply reply) {
    ObjectNode node = JSON.createObjectNode();
    reply.reasoning().ifPresent(reasoning -> node.put("reasoning", reasoning));
    node.put("text", reply.text());
    ArrayNode calls = node.putArray("calls");
    for (ToolCall call : reply.calls()) {
      ObjectNode stored =
          calls
              .addObject()
              .put("id", call.id())
              .put("name", call.name())
              .put("arguments", call.arguments());
      call.defect().ifPresent(defect -> stored.put("defect", defect));
    }
    node.set("usage", write(reply.usage()));
    node.putObject("origin")
        .put("provider", reply.origin().provider())
        .put("model", reply.origin().model())
        .put("finishReason", reply.origin().finishReason())
        .put("attributes", reply.origin().attributes());
    return node;
  }

  static ModelReply reply(int step, JsonNode node) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : node.required("calls")) {
      calls.add(
          new ToolCall(
              new CallKey(step, calls.size()),
              Fields.text(call, "id"),
              Fields.text(call, "name"),
              Fields.text(call, "arguments"),
              Fields.optionalText(call, "defect")));
    }
    JsonNode origin = node.required("origin");
    return new ModelReply(
        Fields.optionalText(node, "reasoning"),
        Fields.text(node, "text"),
        calls,
        usage(node.required("usage")),
        new ModelReply.Origin(
            Fields.text(origin, "provider"),
            Fields.text(origin, "model"),
            Fields.text(origin, "finishReason"),
            Fields.text(origin, "attributes")));
  }

  static ObjectNode write(Usage usage) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("input", usage.input())
            .put("cached", usage.cached())
            .put("output", usage.output());
    usage.cost().ifPresent(cost -> put(node, cost));
    return node;
  }

  private static void put(ObjectNode node, Cost cost) {
    node.put("usd", cost.usd().toPlainString()).put("estimated", cost.estimated());
    cost.pricesAsOf().ifPresent(day -> node.put("pricesAsOf", day.toString()));
  }

  private static Optional<Cost> cost(JsonNode node) {
    return Fields.optionalText(node, "usd")
        .map(usd ->
            new Cost(
                new BigDecimal(usd),
                Fields.flag(node, "estimated"),
                Fields.optionalText(node, "pricesAsOf").map(LocalDate::parse)));
  }

  static Usage usage(JsonNode node) {
    return new Usage(
        Fields.count(node, "input"),
        Fields.count(node, "cached"),
        Fields.count(node, "output"),
        cost(node));
  }

  static ObjectNode write(ModelFailure failure) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("kind", failure.kind().name())
            .put("message", failure.message());
    failure.retryAfter().ifPresent(wait -> node.put("retryAfter", wait.toString()));
    return node;
  }

  static ModelFailure failure(JsonNode node) {
    return new ModelFailure(
        ModelFailure.Kind.valueOf(Fields.text(node, "kind")),
        Fields.text(node, "message"),
        Fields.optionalText(node, "retryAfter").map(Duration::parse));
  }

  static ObjectNode write(ToolResult result) {
    ObjectNode node = JSON.createObjectNode();
    switch (result) {
      case ToolResult.Success success -> {
        node.put("success", true).put("text", success.text());
        if (!success.data().isEmpty()) {
          node.set("data", SpecJson.texts(success.data()));
        }
        success.cost().ifPresent(cost -> put(node, cost));
      }
      case ToolResult.Failure failure -> node.put("success", false).put("text", failure.text());
    }
    return node;
  }

  static ToolResult result(JsonNode node) {
    String text = Fields.text(node, "text");
    return Fields.flag(node, "success")
        ? new ToolResult.Success(text, SpecJson.texts(node.path("data")), cost(node))
        : new ToolResult.Failure(text);
  }

  static ObjectNode write(RunOutcome outcome) {
    ObjectNode node = JSON.createObjectNode();
    return switch (outcome) {
      case RunOutcome.Completed done -> node.put("is", "completed").put("text", done.answer());
      case RunOutcome.Failed failed -> node.put("is", "failed").put("text", failed.reason());
      case RunOutcome.Cancelled cancelled ->
          node.put("is", "cancelled").put("text", cancelled.reason());
    };
  }

  static RunOutcome outcome(JsonNode node) {
    String text = Fields.text(node, "text");
    String is = Fields.text(node, "is");
    return switch (is) {
      case "completed" -> new RunOutcome.Completed(text);
      case "failed" -> new RunOutcome.Failed(text);
      case "cancelled" -> new RunOutcome.Cancelled(text);
      default -> throw new IllegalArgumentException("unknown outcome '" + is + "'");
    };
  }
}
