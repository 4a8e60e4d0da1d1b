package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of 50 MB and more, read by a process that has a quarter of a gigabyte. */
class BigAnswersTest extends OneHostTest {
  private static final int BLOCK = 100_000;
  private static final int BLOCKS = 520;

  @ParameterizedTest
  @CsvSource({
    "text, AnswerTooLargeException",
    "thoughts, AnswerTooLargeException",
    "arguments, AnswerTooLargeException",
    "calls, AnswerTooLargeException",
    "details, AnswerTooLargeException",
    "event, AnswerTooLargeException",
    "document, AnswerTooLargeException",
    "padding, Hi",
    "comments, Hi",
    "page, InternalServerException",
    "error, InternalServerException"
  })
  void isNotReadOnWhereItDoesNotFit(String sort, String end)
      throws IOException, InterruptedException {
    host.answers(exchange -> flood(exchange, sort));
    Process asking =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Asking.class.getName(),
                host.url())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    String said = new String(asking.getInputStream().readAllBytes(), UTF_8).strip();

    assertThat(asking.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEqualTo(end);
    assertThat(asking.exitValue()).isZero();
  }

  /** The other process. */
  static final class Asking {
    private Asking() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
      var handler = new RecordingHandler();
      KimiStreamingChatModel.builder()
          .provider(Providers.CUSTOM)
          .baseUrl(args[0])
          .build()
          .chat(HELLO, handler);
      System.out.println(
          handler.errors.isEmpty()
              ? handler.response().aiMessage().text()
              : handler.error().getClass().getSimpleName());
    }
  }

  private static void flood(HttpExchange exchange, String sort) throws IOException {
    String block = "x".repeat(BLOCK);
    exchange.sendResponseHeaders(sort.equals("error") ? 500 : 200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      switch (sort) {
        case "text" -> repeat(out, "data: " + FieldRun.text(block) + "\n\n");
        case "thoughts" -> repeat(out, "data: " + FieldRun.thought(block) + "\n\n");
        case "arguments" -> repeat(out, "data: " + FieldRun.more(0, block) + "\n\n");
        case "calls" -> calls(out);
        case "details" ->
            repeat(
                out,
                "data: "
                    + delta(
                        "{\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"%s\"}]}"
                            .formatted(block))
                    + "\n\n");
        case "event" -> {
          write(out, "data: {\"choices\":\"");
          repeat(out, block);
        }
        case "document" -> {
          write(out, "{\"choices\":[{\"message\":{\"content\":\"");
          repeat(out, block);
          write(out, "\"}}]}");
        }
        case "padding" -> repeat(out, " ".repeat(BLOCK));
        case "comments" -> repeat(out, ": " + block + "\n\n");
        default -> {
          write(out, "<html><title>Down</title>");
          repeat(out, block);
        }
      }
      if (sort.equals("padding") || sort.equals("comments")) {
        write(out, LoopbackHost.sse(FieldRun.text("Hi"), finish("stop")));
      }
    }
  }

  private static void calls(OutputStream out) throws IOException {
    for (int i = 0; i < 400_000; i++) {
      write(out, "data: " + FieldRun.call(i, "a", "f", "{}") + "\n\n");
    }
  }

  private static void repeat(OutputStream out, String block) throws IOException {
    byte[] bytes = block.getBytes(UTF_8);
    for (int i = 0; i < BLOCKS; i++) {
      out.write(bytes);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }
}
