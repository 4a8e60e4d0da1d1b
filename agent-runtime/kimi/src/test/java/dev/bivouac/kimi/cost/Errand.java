package dev.bivouac.kimi.cost;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.List;

/**
 * A run in which each step thinks a little and reads one page. The first page tells what is asked
 * for at the end.
 *
 * @param steps model calls that read a page
 * @param resultChars characters of a page
 */
record Errand(int steps, int resultChars) {
  static final String SYSTEM = "You read pages and remember what they say. ".repeat(40);
  static final String GOAL = "Read page after page, then say which word page 1 began with.";
  static final String FACT = "LARKSPUR";
  static final ToolSpecification READ =
      ToolSpecification.builder()
          .name("read")
          .description("Reads a page.")
          .parameters(
              JsonObjectSchema.builder().addIntegerProperty("page").required("page").build())
          .build();

  private static final int THOUGHT = 400;

  /** What the model says in a step. */
  static AiMessage reply(int step) {
    var call =
        ToolExecutionRequest.builder()
            .id("read:" + step)
            .name("read")
            .arguments("{\"page\":%d}".formatted(step))
            .build();
    return AiMessage.builder()
        .thinking(text("Step %d: what do I know so far? ".formatted(step), THOUGHT))
        .toolExecutionRequests(List.of(call))
        .build();
  }

  static int size(AiMessage reply) {
    String said = reply.text() == null ? "" : reply.text();
    return said.length() + (reply.thinking() == null ? 0 : reply.thinking().length()) + 40;
  }

  String page(int number) {
    return text((number == 1 ? FACT + " " : "") + "Page %d says: ".formatted(number), resultChars);
  }

  private static String text(String beginning, int chars) {
    var text = new StringBuilder(beginning);
    for (int i = 0; text.length() < chars; i++) {
      text.append("word").append(i * 7919 % 9973).append(' ');
    }
    return text.substring(0, Math.max(beginning.length(), chars));
  }

  /** True if the goal can be read in what is sent. */
  static boolean hasGoal(List<ChatMessage> messages) {
    return messages.stream().anyMatch(message -> message.toString().contains(GOAL));
  }

  /** True if the fact can be read in what is sent. */
  static boolean hasFact(List<ChatMessage> messages) {
    return messages.stream()
        .anyMatch(message ->
            message instanceof ToolExecutionResultMessage result && result.text().contains(FACT));
  }
}
