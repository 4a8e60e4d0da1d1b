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
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Measures what it takes to encode the request of one more step, up to the copy to the socket, at
 * 600 messages and 1 MB: {@code java -cp ... dev.bivouac.kimi.EncodingMeter}.
 */
final class EncodingMeter {
  private static final int STEPS = 300;
  private static final int ROUNDS = 9;

  private EncodingMeter() {}

  public static void main(String[] args) {
    for (int warmUp = 0; warmUp < 20; warmUp++) {
      step();
    }
    var times = new long[ROUNDS];
    var allocated = new long[ROUNDS];
    long size = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long[] seen = step();
      times[round] = seen[0];
      allocated[round] = seen[1];
      size = seen[2];
    }
    Arrays.sort(times);
    Arrays.sort(allocated);
    System.out.printf(
        Locale.ROOT,
        "one more step at %d messages and %,d bytes: median %.3f ms (most %.3f), %,d bytes allocated (most %,d)%n",
        2 * STEPS + 2,
        size,
        times[ROUNDS / 2] / 1e6,
        times[ROUNDS - 1] / 1e6,
        allocated[ROUNDS / 2],
        allocated[ROUNDS - 1]);
  }

  /** Nanoseconds, bytes allocated, and the body's length. */
  private static long[] step() {
    var encoder = new RequestEncoder(Providers.MOONSHOT.dialect());
    List<ToolSpecification> tools = IntStream.range(0, 10).mapToObj(EncodingMeter::tool).toList();
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from("You read pages."));
    messages.add(UserMessage.from("Read them all."));
    for (int step = 0; step < STEPS - 1; step++) {
      add(messages, step);
    }
    encoder.encode(request(messages, tools));
    add(messages, STEPS);
    ChatRequest next = request(messages, tools);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytesBefore = threads.getCurrentThreadAllocatedBytes();
    long before = System.nanoTime();
    RequestBody body = encoder.encode(next);
    String digest = body.digest();
    var publisher = body.publisher();
    long time = System.nanoTime() - before;
    long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
    if (publisher.contentLength() != body.length() || digest.isEmpty()) {
      throw new IllegalStateException("the body has another length than it says");
    }
    return new long[] {time, bytes, body.length()};
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
