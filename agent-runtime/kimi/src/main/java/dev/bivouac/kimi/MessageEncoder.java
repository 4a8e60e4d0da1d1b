package dev.bivouac.kimi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.run.Text;
import dev.bivouac.tool.ArgumentReading;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one message. The same message always gives the same bytes, whatever stands around it. */
final class MessageEncoder {
  private static final JsonNode NO_SCHEMA = WireJson.MAPPER.createObjectNode();

  private final Dialect.ReasoningBack reasoning;
  private final Dialect.Ids style;

  MessageEncoder(Dialect dialect) {
    this.reasoning = dialect.reasoning();
    this.style = dialect.ids();
  }

  /** For a conversation that begins. */
  CallIds ids() {
    return new CallIds(style);
  }

  /**
   * Writes the next message of a conversation.
   *
   * @param ids of the conversation so far
   */
  void write(JsonGenerator json, ChatMessage message, CallIds ids) throws IOException {
    switch (message) {
      case SystemMessage system -> {
        start(json, "system");
        text(json, "content", system.text());
      }
      case UserMessage user -> {
        start(json, "user");
        if (user.name() != null) {
          text(json, "name", user.name());
        }
        userContent(json, user.contents());
      }
      case AiMessage reply -> assistant(json, reply, ids);
      case ToolExecutionResultMessage result -> toolResult(json, result, ids);
      case CustomMessage custom -> {
        WireJson.MAPPER.writeValue(json, custom.attributes());
        return;
      }
      default ->
          throw new UnsupportedFeatureException(
              "A message of type %s cannot be sent.".formatted(message.type()));
    }
    json.writeEndObject();
  }

  private static void start(JsonGenerator json, String role) throws IOException {
    json.writeStartObject();
    json.writeStringField("role", role);
  }

  private static void text(JsonGenerator json, String field, String value) throws IOException {
    json.writeStringField(field, Text.wellFormed(value));
  }

  /** With tool calls and no text the content is left out: some hosts refuse an empty one there. */
  private void assistant(JsonGenerator json, AiMessage reply, CallIds ids) throws IOException {
    ids.begin();
    start(json, "assistant");
    String content = content(reply);
    if (!content.isEmpty() || !reply.hasToolExecutionRequests()) {
      text(json, "content", content);
    }
    reasoning(json, reply);
    if (reply.hasToolExecutionRequests()) {
      json.writeArrayFieldStart("tool_calls");
      for (ToolExecutionRequest call : reply.toolExecutionRequests()) {
        toolCall(json, call, ids.asked(call));
      }
      json.writeEndArray();
    }
  }

  /** Reasoning that stood inside the text goes back inside it. */
  private static String content(AiMessage reply) {
    String text = reply.text() == null ? "" : reply.text();
    return isInline(reply) && reply.thinking() != null
        ? InlineThinking.BEGIN + reply.thinking() + InlineThinking.END + text
        : text;
  }

  private static boolean isInline(AiMessage reply) {
    return Attributes.INSIDE_CONTENT.equals(attribute(reply, Attributes.REASONING_FIELD));
  }

  private void reasoning(JsonGenerator json, AiMessage reply) throws IOException {
    String details = attribute(reply, Attributes.REASONING_DETAILS);
    boolean sendDetails = reasoning.details() && details != null;
    String field = attribute(reply, Attributes.REASONING_FIELD);
    boolean elsewhere =
        isInline(reply) || (sendDetails && Attributes.REASONING_DETAILS.equals(field));
    if (field == null || field.equals(Attributes.REASONING_DETAILS)) {
      field = reasoning.defaultField();
    }
    if (!elsewhere) {
      if (reply.thinking() != null) {
        text(json, field, reply.thinking());
      } else if (reasoning.always() && reply.hasToolExecutionRequests()) {
        text(json, field, "");
      }
    }
    if (sendDetails) {
      json.writeFieldName(Attributes.REASONING_DETAILS);
      json.writeTree(WireJson.MAPPER.readTree(details));
    }
  }

  private static @Nullable String attribute(AiMessage reply, String name) {
    return reply.attributes().get(name) instanceof String text ? text : null;
  }

  /** Arguments that are no object are sent as an empty one: templates parse what stands there. */
  private static void toolCall(JsonGenerator json, ToolExecutionRequest call, String id)
      throws IOException {
    json.writeStartObject();
    text(json, "id", id);
    json.writeStringField("type", "function");
    json.writeObjectFieldStart("function");
    text(json, "name", call.name() == null ? "" : call.name());
    text(json, "arguments", object(call.arguments()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String object(@Nullable String arguments) {
    return ArgumentReading.of(arguments == null ? "" : arguments, NO_SCHEMA)
            instanceof ArgumentReading.Sound(String json)
        ? json
        : "{}";
  }

  private static void toolResult(JsonGenerator json, ToolExecutionResultMessage result, CallIds ids)
      throws IOException {
    start(json, "tool");
    text(json, "tool_call_id", ids.answered(result.id() == null ? "" : result.id()));
    if (result.toolName() != null) {
      text(json, "name", result.toolName());
    }
    text(json, "content", joined(result.contents(), "A tool result"));
  }

  /** Text alone goes as a plain string, since models that read only text want no array of parts. */
  private static void userContent(JsonGenerator json, List<Content> contents) throws IOException {
    if (contents.stream().allMatch(TextContent.class::isInstance)) {
      text(json, "content", joined(contents, "A user message"));
      return;
    }
    json.writeArrayFieldStart("content");
    for (Content content : contents) {
      json.writeStartObject();
      switch (content) {
        case TextContent text -> {
          json.writeStringField("type", "text");
          text(json, "text", text.text());
        }
        case ImageContent image -> {
          json.writeStringField("type", "image_url");
          json.writeObjectFieldStart("image_url");
          text(json, "url", address(image.image()));
          json.writeEndObject();
        }
        default -> throw cannotHold("A user message", content);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String address(Image image) {
    return image.url() != null
        ? image.url().toString()
        : "data:%s;base64,%s".formatted(image.mimeType(), image.base64Data());
  }

  private static String joined(List<Content> contents, String holder) {
    return contents.stream()
        .map(content -> {
          if (content instanceof TextContent text) {
            return text.text();
          }
          throw cannotHold(holder, content);
        })
        .collect(Collectors.joining("\n"));
  }

  private static UnsupportedFeatureException cannotHold(String holder, Content content) {
    return new UnsupportedFeatureException(
        "%s cannot hold content of type %s.".formatted(holder, content.type()));
  }
}
