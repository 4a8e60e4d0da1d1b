package dev.bivouac.kimi;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bivouac.run.Text;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request into the bytes of its body.
 *
 * <p>Messages come last, so that a longer conversation begins with exactly the bytes of the shorter
 * one, but for the closing brackets: hosts keep what they computed for such a beginning.
 */
final class RequestEncoder {
  private final Dialect dialect;
  private final MessageEncoder messages;

  RequestEncoder(Dialect dialect) {
    this.dialect = dialect;
    this.messages = new MessageEncoder(dialect.reasoning());
  }

  /** The body of a streaming request with these messages and parameters, and nothing else. */
  byte[] encode(ChatRequest request) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = WireJson.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      parameters(json, request.parameters());
      tools(json, request.toolSpecifications());
      json.writeArrayFieldStart("messages");
      for (ChatMessage message : request.messages()) {
        messages.write(json, message);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("A request could not be written as JSON", e);
    }
    return bytes.toByteArray();
  }

  private void parameters(JsonGenerator json, ChatRequestParameters parameters) throws IOException {
    String model = parameters.modelName();
    json.writeStringField("model", model);
    json.writeBooleanField("stream", true);
    if (dialect.includeUsage()) {
      json.writeObjectFieldStart("stream_options");
      json.writeBooleanField("include_usage", true);
      json.writeEndObject();
    }
    number(json, dialect.tokenLimitField(), parameters.maxOutputTokens());
    number(json, "temperature", parameters.temperature());
    number(json, "top_p", parameters.topP());
    number(json, "top_k", parameters.topK());
    number(json, "presence_penalty", parameters.presencePenalty());
    number(json, "frequency_penalty", parameters.frequencyPenalty());
    List<String> stop = parameters.stopSequences();
    if (!stop.isEmpty()) {
      json.writeObjectField("stop", stop);
    }
    String thinking = dialect.thinking().get(model);
    if (thinking != null) {
      json.writeFieldName("thinking");
      json.writeTree(WireJson.MAPPER.readTree(thinking));
    }
    responseFormat(json, parameters.responseFormat());
    if (parameters instanceof KimiRequestParameters kimi && kimi.promptCacheKey().isPresent()) {
      json.writeStringField("prompt_cache_key", kimi.promptCacheKey().get());
    }
    toolChoice(json, parameters.toolChoice());
  }

  private static void number(JsonGenerator json, String field, @Nullable Number value)
      throws IOException {
    if (value != null) {
      json.writeObjectField(field, value);
    }
  }

  private static void responseFormat(JsonGenerator json, @Nullable ResponseFormat format)
      throws IOException {
    if (format == null || format.type() != ResponseFormatType.JSON) {
      return;
    }
    JsonSchema schema = format.jsonSchema();
    json.writeObjectFieldStart("response_format");
    json.writeStringField("type", schema == null ? "json_object" : "json_schema");
    if (schema != null) {
      json.writeObjectFieldStart("json_schema");
      json.writeStringField("name", schema.name());
      json.writeFieldName("schema");
      json.writeTree(SchemaEncoder.encode(schema.rootElement()));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** {@code auto} is what every host does by itself, and is left out. */
  private static void toolChoice(JsonGenerator json, @Nullable ToolChoice choice)
      throws IOException {
    if (choice == ToolChoice.NONE) {
      json.writeStringField("tool_choice", "none");
    } else if (choice == ToolChoice.REQUIRED) {
      json.writeStringField("tool_choice", "required");
    }
  }

  private static void tools(JsonGenerator json, List<ToolSpecification> tools) throws IOException {
    if (tools.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tools");
    for (ToolSpecification tool : tools) {
      json.writeStartObject();
      json.writeStringField("type", "function");
      json.writeObjectFieldStart("function");
      json.writeStringField("name", tool.name());
      if (tool.description() != null) {
        json.writeStringField("description", Text.wellFormed(tool.description()));
      }
      json.writeFieldName("parameters");
      json.writeTree(
          tool.parameters() == null
              ? SchemaEncoder.emptyObject()
              : SchemaEncoder.encode(tool.parameters()));
      if (tool.strict() != null) {
        json.writeBooleanField("strict", tool.strict());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
