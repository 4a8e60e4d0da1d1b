package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bivouac.run.Text;
import dev.bivouac.tool.ToolSchema;
import dev.langchain4j.agent.tool.ToolSpecification;
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
 * Turns requests into the bytes of their bodies.
 *
 * <p>Messages come last, so that a longer conversation begins with exactly the bytes of the shorter
 * one, but for the closing brackets: hosts keep what they computed for such a beginning. The bytes
 * of conversations that are going on are kept, up to a share of the memory.
 */
final class RequestEncoder {
  private static final byte[] TOOLS = ",\"tools\":".getBytes(UTF_8);
  private static final byte[] MESSAGES = ",\"messages\":[".getBytes(UTF_8);

  private final Dialect dialect;
  private final MessageEncoder messages;
  private final KeptConversations kept = new KeptConversations();
  private volatile DeclaredBytes declared = new DeclaredBytes(List.of(), new byte[0]);

  RequestEncoder(Dialect dialect) {
    this.dialect = dialect;
    this.messages = new MessageEncoder(dialect);
  }

  /** The body of a streaming request with these messages and parameters, and nothing else. */
  RequestBody encode(ChatRequest request) {
    byte[] head = head(request);
    return kept.of(
            request.messages().getFirst(), head, () -> new EncodedConversation(messages, head))
        .body(request.messages());
  }

  /** All that stands before the first message. */
  private byte[] head(ChatRequest request) {
    var bytes = new ByteArrayOutputStream();
    byte[] parameters = json(json -> parameters(json, request.parameters()));
    // Without its closing brace.
    bytes.write(parameters, 0, parameters.length - 1);
    if (!request.toolSpecifications().isEmpty()) {
      bytes.writeBytes(TOOLS);
      bytes.writeBytes(tools(request.toolSpecifications()));
    }
    bytes.writeBytes(MESSAGES);
    return bytes.toByteArray();
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static byte[] json(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = WireJson.MAPPER.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("A request could not be written as JSON", e);
    }
    return bytes.toByteArray();
  }

  private void parameters(JsonGenerator json, ChatRequestParameters parameters) throws IOException {
    String model = parameters.modelName();
    json.writeStartObject();
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
    json.writeEndObject();
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

  private byte[] tools(List<ToolSpecification> tools) {
    DeclaredBytes known = declared;
    if (!known.isOf(tools)) {
      known = new DeclaredBytes(List.copyOf(tools), json(json -> tools(json, tools)));
      declared = known;
    }
    return known.json;
  }

  private static void tools(JsonGenerator json, List<ToolSpecification> tools) throws IOException {
    json.writeStartArray();
    for (ToolSpecification tool : tools) {
      json.writeStartObject();
      json.writeStringField("type", "function");
      json.writeFieldName("function");
      if (tool.metadata().get(ToolSchema.DECLARATION) instanceof String declaration) {
        // Somebody else's words, which are sent as they came.
        json.writeRawValue(declaration);
        json.writeEndObject();
        continue;
      }
      json.writeStartObject();
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

  /** Tools that were declared last, which are the same for every step of a run. */
  private static final class DeclaredBytes {
    private final List<ToolSpecification> tools;
    private final byte[] json;

    DeclaredBytes(List<ToolSpecification> tools, byte[] json) {
      this.tools = tools;
      this.json = json;
    }

    boolean isOf(List<ToolSpecification> others) {
      return tools.size() == others.size() && Identity.common(tools, others) == tools.size();
    }
  }
}
