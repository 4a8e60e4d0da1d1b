package dev.bivouac.kimi;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer consists of.
 *
 * @param thinking the reasoning; null if none came, which differs from an empty one
 * @param text what was said, perhaps nothing
 * @param calls the tools asked for
 * @param attributes what must come back with it
 */
record ReplyParts(
    @Nullable String thinking,
    String text,
    List<ToolExecutionRequest> calls,
    Map<String, Object> attributes) {

  /** The same with reasoning out of a text in which only its end mark was left. */
  ReplyParts withThinkingOutOfText() {
    int end = text.indexOf(InlineThinking.END);
    boolean noThinking = thinking == null || thinking.isEmpty();
    return noThinking && end >= 0
        ? withInline(
            text.substring(0, end),
            text.substring(end + InlineThinking.END.length()).stripLeading())
        : this;
  }

  /** The same with reasoning that came inside the text, and goes back inside it. */
  ReplyParts withInline(String thought, String said) {
    var marked = new LinkedHashMap<>(attributes);
    marked.put(Attributes.REASONING_FIELD, Attributes.INSIDE_CONTENT);
    return new ReplyParts(thought, said, calls, marked);
  }

  /**
   * The same with its calls put right, and with those that a host left as tokens in the text or in
   * the reasoning; nothing if it holds tokens that cannot be understood, so that it is no answer.
   *
   * @param cut true if the answer ended at the output limit, so that its last call may be cut too
   */
  Optional<ReplyParts> understood(DeclaredTools tools, boolean cut) {
    if (tools.isEmpty()) {
      return Optional.of(this);
    }
    Optional<LeakedCalls> said = LeakedCalls.in(text);
    if (!calls.isEmpty()) {
      List<ToolExecutionRequest> mended =
          cut ? calls : calls.stream().map(call -> Calls.mended(call, tools)).toList();
      String bare = said.filter(LeakedCalls::whole).map(LeakedCalls::rest).orElse(text);
      return Optional.of(new ReplyParts(thinking, bare, mended, attributes));
    }
    if (said.isPresent()) {
      return said.flatMap(leaked -> Calls.recovered(leaked, tools))
          .map(found -> new ReplyParts(thinking, said.get().rest(), found, attributes));
    }
    Optional<LeakedCalls> thought =
        text.isBlank() && thinking != null ? LeakedCalls.in(thinking) : Optional.empty();
    return thought.isEmpty()
        ? Optional.of(this)
        : thought
            .flatMap(leaked -> Calls.recovered(leaked, tools))
            .map(found -> new ReplyParts(thought.get().rest(), "", found, attributes));
  }
}
