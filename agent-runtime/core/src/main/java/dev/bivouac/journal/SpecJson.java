package dev.bivouac.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.model.Prices;
import dev.bivouac.run.RunLimits;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolSchema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The stored form of what a run starts with. */
public final class SpecJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpecJson() {}

  /** A run's spec as JSON text, as the store keeps it beside the journal for listing runs. */
  public static String text(RunSpec spec) {
    return WellFormed.json(write(spec).toString());
  }

  /**
   * The spec of such a text.
   *
   * @throws JournalFailedException if it is damaged
   */
  public static RunSpec parse(String text) {
    try {
      return spec(JSON.readTree(text));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new JournalFailedException(
          "The spec of a run is damaged. Restore the store from a copy.", e);
    }
  }

  static ObjectNode write(RunSpec spec) {
    ObjectNode node = JSON.createObjectNode().put("workflow", spec.workflow());
    node.set("parameters", texts(spec.parameters()));
    RunSetting setting = spec.setting();
    node.putObject("setting")
        .put("startedAt", setting.startedAt().toString())
        .put("zone", setting.zone().getId())
        .put("language", setting.language().toLanguageTag())
        .put("outputFolder", setting.outputFolder().toString())
        .set("wiring", texts(setting.wiring()));
    node.set("model", write(spec.model()));
    node.set("limits", write(spec.limits()));
    return node.put("program", spec.program());
  }

  static RunSpec spec(JsonNode node) {
    JsonNode setting = node.required("setting");
    return new RunSpec(
        Fields.text(node, "workflow"),
        texts(node.required("parameters")),
        new RunSetting(
            Instant.parse(Fields.text(setting, "startedAt")),
            ZoneId.of(Fields.text(setting, "zone")),
            Locale.forLanguageTag(Fields.text(setting, "language")),
            Path.of(Fields.text(setting, "outputFolder")),
            texts(setting.required("wiring"))),
        model(node.required("model")),
        limits(node.required("limits")),
        Fields.text(node, "program"));
  }

  static ObjectNode write(Opening opening) {
    ObjectNode node = JSON.createObjectNode();
    ArrayNode messages = node.putArray("messages");
    for (OpeningMessage message : opening.messages()) {
      messages.addObject().put("role", message.role().name()).put("text", message.text());
    }
    ArrayNode tools = node.putArray("tools");
    for (ToolSchema tool : opening.tools()) {
      ObjectNode declared =
          tools
              .addObject()
              .put("name", tool.name())
              .put("description", tool.description())
              .put("parameters", tool.parameters())
              .put("repeat", tool.repeat().name());
      tool.declaration().ifPresent(words -> declared.put("declaration", words));
    }
    return node;
  }

  static Opening opening(JsonNode node) {
    List<OpeningMessage> messages = new ArrayList<>();
    for (JsonNode message : node.required("messages")) {
      messages.add(
          new OpeningMessage(
              OpeningMessage.Role.valueOf(Fields.text(message, "role")),
              Fields.text(message, "text")));
    }
    List<ToolSchema> tools = new ArrayList<>();
    for (JsonNode tool : node.required("tools")) {
      tools.add(
          new ToolSchema(
              Fields.text(tool, "name"),
              Fields.text(tool, "description"),
              Fields.text(tool, "parameters"),
              Repeat.valueOf(Fields.text(tool, "repeat")),
              Fields.optionalText(tool, "declaration")));
    }
    return new Opening(messages, tools);
  }

  static ObjectNode write(ModelChoice model) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("provider", model.provider())
            .put("model", model.model())
            .put("contextWindow", model.contextWindow());
    model
        .prices()
        .ifPresent(prices ->
            node.putObject("prices")
                .put("cachedInput", prices.cachedInput().toPlainString())
                .put("input", prices.input().toPlainString())
                .put("output", prices.output().toPlainString())
                .put("asOf", prices.asOf().toString()));
    return node;
  }

  static ModelChoice model(JsonNode node) {
    JsonNode prices = node.path("prices");
    return new ModelChoice(
        Fields.text(node, "provider"),
        Fields.text(node, "model"),
        Fields.number(node, "contextWindow"),
        prices.isObject()
            ? Optional.of(
                new Prices(
                    new BigDecimal(Fields.text(prices, "cachedInput")),
                    new BigDecimal(Fields.text(prices, "input")),
                    new BigDecimal(Fields.text(prices, "output")),
                    LocalDate.parse(Fields.text(prices, "asOf"))))
            : Optional.empty());
  }

  static ObjectNode write(RunLimits limits) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("maxSteps", limits.maxSteps())
            .put("maxTokens", limits.maxTokens())
            .put("maxActive", limits.maxActive().toString());
    limits.maxCost().ifPresent(cost -> node.put("maxCost", cost.toPlainString()));
    return node;
  }

  static RunLimits limits(JsonNode node) {
    return new RunLimits(
        Fields.number(node, "maxSteps"),
        Fields.count(node, "maxTokens"),
        Duration.parse(Fields.text(node, "maxActive")),
        node.has("maxCost")
            ? Optional.of(new BigDecimal(node.get("maxCost").asText()))
            : Optional.empty());
  }

  static ObjectNode texts(Map<String, String> map) {
    ObjectNode node = JSON.createObjectNode();
    new TreeMap<>(map).forEach(node::put);
    return node;
  }

  static SortedMap<String, String> texts(JsonNode node) {
    var map = new TreeMap<String, String>();
    node.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText()));
    return map;
  }
}
