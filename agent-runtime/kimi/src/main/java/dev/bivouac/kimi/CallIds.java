package dev.bivouac.kimi;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The ids under which calls go back to a host.
 *
 * <p>The vendor's API takes them as they came. A host that gives the model's template what it is
 * sent makes later calls degrade unless they have the model's own form, {@code functions.name:n},
 * where {@code n} counts from 0 over the whole conversation (MoonshotAI/K2-Vendor-Verifier).
 */
final class CallIds {
  private final Dialect.Ids style;
  // By the id that came, since results come in any order; ids may repeat within a message.
  private final Map<String, Deque<String>> open = new HashMap<>();
  private int count;

  CallIds(Dialect.Ids style) {
    this.style = style;
  }

  /** Goes past a message that is written already. */
  void pass(ChatMessage message) {
    if (message instanceof AiMessage reply) {
      begin();
      reply.toolExecutionRequests().forEach(this::asked);
    } else if (message instanceof ToolExecutionResultMessage result && result.id() != null) {
      answered(result.id());
    }
  }

  /** A reply follows: the calls of the one before have their results. */
  void begin() {
    open.clear();
  }

  /** The id of the next call. */
  String asked(ToolExecutionRequest call) {
    String came = call.id() == null ? "" : call.id();
    if (style == Dialect.Ids.AS_RECEIVED) {
      return came;
    }
    String id = "functions.%s:%d".formatted(call.name(), count++);
    open.computeIfAbsent(came, key -> new ArrayDeque<>()).add(id);
    return id;
  }

  /** The id of the call that a result belongs to. */
  String answered(String came) {
    Deque<String> ids = open.getOrDefault(came, new ArrayDeque<>());
    return ids.isEmpty() ? came : ids.size() > 1 ? ids.remove() : ids.element();
  }
}
