package dev.bivouac.kimi;

import static dev.bivouac.kimi.FieldRun.call;
import static dev.bivouac.kimi.FieldRun.more;
import static dev.bivouac.kimi.FieldRun.raw;
import static dev.bivouac.kimi.FieldRun.section;
import static dev.bivouac.kimi.FieldRun.text;
import static dev.bivouac.kimi.FieldRun.thought;
import static dev.bivouac.kimi.OneHostTest.delta;
import static dev.bivouac.kimi.OneHostTest.finish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.bivouac.model.ModelFailure;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Streams of the field with anything done to their bytes: the call ends with one answer or with one
 * of the declared exceptions, before its time is up and without much memory.
 */
class StreamFuzzTest {
  private static final int TRIES = 1_500;

  /** Streams here have a few kilobytes; a number or a name in them must not become gigabytes. */
  private static final long MOST_ALLOCATED = 8_000_000;

  private static final ChatRequest REQUEST =
      ChatRequest.builder()
          .messages(UserMessage.from("Look."))
          .toolSpecifications(
              ToolSpecification.builder()
                  .name("list_files")
                  .parameters(JsonObjectSchema.builder().addStringProperty("path").build())
                  .build())
          .build();

  private static final List<String> WHOLE =
      List.of(
          LoopbackHost.sse(
              ": OPENROUTER PROCESSING",
              thought("Hm \u00e9\ud83c\udf19."),
              call(0, "list_files:0", "list_files", "{\"path\":"),
              more(0, "\"/\"}"),
              finish("tool_calls"),
              "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5,\"cost\":0.01}}"),
          LoopbackHost.sse(
              text("I look. " + section(raw("functions.list_files:0", "{\"path\":\"/\"}"))),
              finish("stop")),
          LoopbackHost.sse(text("<think>Hm"), text("m.</think>There"), text(" are two.")),
          LoopbackHost.sse(
              delta(
                  "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"Hm\"}]}"),
              "{\"error\":{\"code\":429,\"message\":\"slow down, try again after 3 seconds\"}}"),
          "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Two.\"}],\"reasoning\":\"Hm\"}}],\"usage\":{\"prompt_tokens\":1}}",
          "<html><title>502 Bad Gateway</title></html>");

  private static final List<String> INSERTS =
      List.of(
          "<|tool_calls_section_begin|>",
          "<|tool_call_begin|>",
          "<|tool_call_argument_begin|>",
          "</think>",
          "data: [DONE]\n\n",
          "\r\n\r\n",
          "\"}}}]",
          "\\ud83c",
          "\u0000",
          "[[[[[[[[",
          "1e999999999",
          "event: error\n",
          "{\"a\":1}");

  private static final LoopbackHost HOST = open();
  private static final KimiStreamingChatModel MODEL =
      KimiStreamingChatModel.builder()
          .provider(Providers.CUSTOM)
          .baseUrl(HOST.url())
          .idleTimeout(Duration.ofSeconds(20))
          .build();

  private static LoopbackHost open() {
    try {
      return new LoopbackHost();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void close() {
    HOST.close();
  }

  /** Something that is done to bytes, at so many thousandths of them. */
  record Mutation(int kind, int place, int length, byte value, String insert) {
    byte[] of(byte[] bytes) {
      int at = (int) (place * (long) bytes.length / 1000);
      int end = Math.min(bytes.length, at + length);
      byte[] middle =
          switch (kind) {
            case 0 -> new byte[] {value};
            case 1 -> new byte[0];
            case 2 -> twice(Arrays.copyOfRange(bytes, at, end));
            case 3 -> (insert + new String(bytes, at, end - at, UTF_8)).getBytes(UTF_8);
            default -> bytes.clone();
          };
      int from = kind == 0 ? Math.min(bytes.length, at + 1) : end;
      var all = new ByteArrayOutputStream();
      all.write(bytes, 0, at);
      all.writeBytes(middle);
      if (kind < 4) {
        all.write(bytes, from, bytes.length - from);
      }
      return all.toByteArray();
    }

    private static byte[] twice(byte[] bytes) {
      byte[] all = Arrays.copyOf(bytes, 2 * bytes.length);
      System.arraycopy(bytes, 0, all, bytes.length, bytes.length);
      return all;
    }
  }

  @Provide
  Arbitrary<Mutation> mutation() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 999),
            Arbitraries.integers().between(1, 60),
            Arbitraries.bytes(),
            Arbitraries.of(INSERTS))
        .as(Mutation::new);
  }

  @Provide
  Arbitrary<String> whole() {
    return Arbitraries.of(WHOLE);
  }

  @Property(tries = TRIES, seed = "20261126", shrinking = ShrinkingMode.BOUNDED)
  void endsAsDeclaredWhateverComes(
      @ForAll("whole") String stream,
      @ForAll @Size(max = 5) List<@From("mutation") Mutation> mutations) {
    byte[] bytes = stream.getBytes(UTF_8);
    for (Mutation mutation : mutations) {
      bytes = mutation.of(bytes);
    }
    HOST.answers(LoopbackHost.inParts(bytes));
    var heard = new RecordingHandler();

    long allocated = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> allocatedWhile(heard));

    assertThat(allocated).isLessThan(MOST_ALLOCATED);
    assertThat(heard.responses.size() + heard.errors.size()).isEqualTo(1);
    assertThat(heard.errors).allSatisfy(StreamFuzzTest::isDeclared);
    heard.responses.forEach(response ->
        assertThat(response.aiMessage().toolExecutionRequests())
            .allSatisfy(call -> assertThat(call.id()).isNotNull()));
  }

  private static long allocatedWhile(RecordingHandler heard) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    MODEL.chat(REQUEST, heard);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void isDeclared(Throwable error) {
    assertThat(error).isInstanceOf(LangChain4jException.class);
    ModelFailure failure = KimiProfile.of(MODEL).failure(error);
    assertThat(failure.kind()).isNotEqualTo(ModelFailure.Kind.UNKNOWN);
    assertThat(failure.message()).isNotBlank();
  }
}
