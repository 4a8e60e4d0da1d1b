package dev.bivouac.kimi;

import com.sun.management.ThreadMXBean;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Measures what it takes to encode the request of one more step, up to the copy to the socket, at
 * 600 messages and 1 MB, beside LangChain4j's client for the same wire: {@code java -cp ...
 * dev.bivouac.kimi.EncodingMeter}.
 */
final class EncodingMeter {
  private static final int STEPS = 300;
  private static final int ROUNDS = 9;

  private EncodingMeter() {}

  /** Encodes the last request of a conversation; what it took. */
  private interface Encoder {
    Taken encode(List<ChatMessage> before, List<ChatMessage> more, List<ToolSpecification> tools);
  }

  /**
   * What one request took.
   *
   * @param bytes allocated
   * @param length of the body
   */
  private record Taken(long nanos, long bytes, long length) {}

  public static void main(String[] args) {
    measure("Bivouac", EncodingMeter::ours);
    measure("LangChain4j's OpenAI client", EncodingMeter::langChain4js);
  }

  private static void measure(String whose, Encoder encoder) {
    for (int warmUp = 0; warmUp < 20; warmUp++) {
      step(encoder);
    }
    var taken = new ArrayList<Taken>();
    for (int round = 0; round < ROUNDS; round++) {
      taken.add(step(encoder));
    }
    long[] times = taken.stream().mapToLong(Taken::nanos).sorted().toArray();
    long[] allocated = taken.stream().mapToLong(Taken::bytes).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: one more step at %d messages and %,d bytes: median %.3f ms (most %.3f), %,d bytes allocated (most %,d)%n",
        whose,
        2 * STEPS + 2,
        taken.getLast().length(),
        times[ROUNDS / 2] / 1e6,
        times[ROUNDS - 1] / 1e6,
        allocated[ROUNDS / 2],
        allocated[ROUNDS - 1]);
  }

  private static Taken step(Encoder encoder) {
    List<ToolSpecification> tools = IntStream.range(0, 10).mapToObj(EncodingMeter::tool).toList();
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from("You read pages."));
    messages.add(UserMessage.from("Read them all."));
    for (int step = 0; step < STEPS - 1; step++) {
      add(messages, step);
    }
    var more = new ArrayList<>(messages);
    add(more, STEPS);
    return encoder.encode(messages, more, tools);
  }

  private static Taken ours(
      List<ChatMessage> before, List<ChatMessage> more, List<ToolSpecification> tools) {
    var encoder = new RequestEncoder(Providers.MOONSHOT.dialect());
    encoder.encode(request(before, tools));
    ChatRequest next = request(more, tools);
    return taken(() -> {
      RequestBody body = encoder.encode(next);
      if (body.digest().isEmpty() || body.publisher().contentLength() != body.length()) {
        throw new IllegalStateException("the body has another length than it says");
      }
      return body.length();
    });
  }

  /** Up to the text that it hands to its HTTP client; it has no digest and keeps nothing. */
  private static Taken langChain4js(
      List<ChatMessage> before, List<ChatMessage> more, List<ToolSpecification> tools) {
    var sent = new BodyKeeper();
    var model =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(sent)
            .baseUrl("http://localhost/v1")
            .apiKey("none")
            .modelName("kimi-k2.6")
            .sendThinking(true, "reasoning_content")
            .build();
    model.chat(plain(before, tools), sent);
    ChatRequest next = plain(more, tools);
    return taken(() -> {
      model.chat(next, sent);
      return sent.length();
    });
  }

  private static Taken taken(LongSupplier encode) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytesBefore = threads.getCurrentThreadAllocatedBytes();
    long before = System.nanoTime();
    long length = encode.getAsLong();
    long time = System.nanoTime() - before;
    return new Taken(time, threads.getCurrentThreadAllocatedBytes() - bytesBefore, length);
  }

  private static ChatRequest plain(List<ChatMessage> messages, List<ToolSpecification> tools) {
    return ChatRequest.builder()
        .messages(messages)
        .parameters(
            OpenAiChatRequestParameters.builder()
                .maxOutputTokens(32_768)
                .toolSpecifications(tools)
                .build())
        .build();
  }

  private static ToolSpecification tool(int number) {
    return ToolSpecification.builder()
        .name("tool_" + number)
        .description("Does the work of number %d. ".formatted(number).repeat(8))
        .parameters(
            JsonObjectSchema.builder()
                .addStringProperty("what", "What to do.")
                .addIntegerProperty("times", "How often.")
                .required("what")
                .build())
        .build();
  }

  private static void add(List<ChatMessage> messages, int step) {
    var call =
        ToolExecutionRequest.builder()
            .id("tool_1:" + step)
            .name("tool_1")
            .arguments("{\"what\":\"page %d\"}".formatted(step))
            .build();
    messages.add(
        AiMessage.builder()
            .thinking("The next page may tell more of it. ".repeat(8))
            .toolExecutionRequests(List.of(call))
            .build());
    messages.add(
        ToolExecutionResultMessage.from(call, "What page %d says. ".formatted(step).repeat(155)));
  }

  private static ChatRequest request(List<ChatMessage> messages, List<ToolSpecification> tools) {
    return ChatRequest.builder()
        .messages(messages)
        .parameters(
            KimiRequestParameters.builder()
                .modelName("kimi-k2.6")
                .maxOutputTokens(32_768)
                .promptCacheKey("run")
                .toolSpecifications(tools)
                .build())
        .build();
  }
}
