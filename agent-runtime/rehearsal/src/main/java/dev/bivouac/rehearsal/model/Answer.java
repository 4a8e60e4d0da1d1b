package dev.bivouac.rehearsal.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.rehearsal.rules.Reply;
import dev.bivouac.rehearsal.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A reply as it goes over the wire.
 *
 * @param finish the finish reason
 */
record Answer(String reasoning, String text, List<Call> calls, String finish) {
  /** One call with the id that the host gives it. */
  record Call(String id, String tool, String arguments) {}

  Answer {
    calls = List.copyOf(calls);
  }

  /**
   * Gives each call the id that the vendor gives it.
   *
   * @param callsBefore how many calls the conversation already has, since the number runs on
   */
  static Answer of(Reply reply, int callsBefore) {
    var calls = new ArrayList<Call>();
    for (Reply.Call call : reply.calls()) {
      String id = call.tool() + ":" + (callsBefore + calls.size());
      calls.add(new Call(id, call.tool(), call.arguments()));
    }
    String finish = calls.isEmpty() ? "stop" : "tool_calls";
    return new Answer(reply.reasoning(), reply.text(), calls, finish);
  }

  /** What the answer costs, by the estimate of {@link Prompt}. */
  int tokens() {
    int bytes = length(reasoning) + length(text);
    for (Call call : calls) {
      bytes += length(call.tool()) + length(call.arguments());
    }
    return Math.max(1, Prompt.tokens(bytes));
  }

  /** The answer cut to as many tokens, as a host cuts it: calls not begun are lost. */
  Answer cutTo(int maxTokens) {
    if (tokens() <= maxTokens) {
      return this;
    }
    int bytes = maxTokens * 4;
    String kept = head(reasoning, bytes);
    return new Answer(kept, head(text, bytes - length(kept)), List.of(), "length");
  }

  private static String head(String text, int bytes) {
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (used > bytes) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The message of an answer that is not streamed. */
  ObjectNode message() {
    ObjectNode message =
        Json.object()
            .put("role", "assistant")
            .put("content", text)
            .put("reasoning_content", reasoning);
    if (!calls.isEmpty()) {
      var list = message.putArray("tool_calls");
      calls.forEach(call ->
          list.addObject()
              .put("id", call.id())
              .put("type", "function")
              .putObject("function")
              .put("name", call.tool())
              .put("arguments", call.arguments()));
    }
    return message;
  }
}
