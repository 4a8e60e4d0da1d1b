package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.PartialToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tool calls of one answer together from fragments.
 *
 * <p>A fragment belongs to the last call with its index. It starts a new one if it brings another
 * id or, where there are no ids, another name. Without an index the id decides, and without either
 * a fragment with a name starts a call. Ids and names are never put together from pieces; ids stay
 * exactly as they came. A call that never got an id is given {@code name:position}, as the vendor's
 * own look.
 */
final class ToolCallAssembler {
  private static final class Call {
    final int position;
    final @Nullable Integer index;
    String id = "";
    String name = "";
    final StringBuilder arguments = new StringBuilder();
    int announced;

    Call(int position, @Nullable Integer index) {
      this.position = position;
      this.index = index;
    }

    boolean isEmpty() {
      return id.isEmpty() && name.isEmpty() && arguments.isEmpty();
    }
  }

  /** What a call takes besides its arguments, in characters. */
  private static final int CALL_SIZE = 8192;

  private final List<Call> calls = new ArrayList<>();
  private long size;

  /** About how many characters are kept. */
  long size() {
    return size;
  }

  /** Takes a fragment of a stream and gives back what is new, once the name is known. */
  Optional<PartialToolCall> accept(JsonNode fragment) {
    Call call = callOf(fragment);
    add(call, fragment);
    return news(call);
  }

  /** Takes a call that is whole. */
  Optional<PartialToolCall> acceptWhole(JsonNode whole) {
    Call call = begin(null);
    add(call, whole);
    return news(call);
  }

  private Call callOf(JsonNode fragment) {
    String id = WireJson.text(fragment, "id");
    String name = WireJson.text(fragment.path("function"), "name");
    JsonNode index = fragment.path("index");
    if (index.isIntegralNumber()) {
      return lastWithIndex(index.asInt())
          .filter(call -> !isAnother(call, id, name))
          .orElseGet(() -> begin(index.asInt()));
    }
    if (!id.isEmpty()) {
      return lastWithId(id).orElseGet(() -> begin(null));
    }
    Optional<Call> last = calls.isEmpty() ? Optional.empty() : Optional.of(calls.getLast());
    return last.filter(call -> name.isEmpty() || call.name.isEmpty()).orElseGet(() -> begin(null));
  }

  private static boolean isAnother(Call call, String id, String name) {
    if (!id.isEmpty() && !call.id.isEmpty()) {
      return !id.equals(call.id);
    }
    return !name.isEmpty() && !call.name.isEmpty() && !name.equals(call.name);
  }

  private Optional<Call> lastWithIndex(int index) {
    return calls.reversed().stream()
        .filter(call -> call.index != null && call.index == index)
        .findFirst();
  }

  private Optional<Call> lastWithId(String id) {
    return calls.reversed().stream().filter(call -> call.id.equals(id)).findFirst();
  }

  private Call begin(@Nullable Integer index) {
    var call = new Call(calls.size(), index);
    size += CALL_SIZE;
    calls.add(call);
    return call;
  }

  private void add(Call call, JsonNode fragment) {
    JsonNode function = fragment.path("function");
    if (call.id.isEmpty()) {
      call.id = WireJson.text(fragment, "id");
    }
    if (call.name.isEmpty()) {
      call.name = WireJson.text(function, "name");
    }
    JsonNode arguments = function.path("arguments");
    String more = arguments.isContainerNode() ? arguments.toString() : arguments.asText("");
    if (isGrownState(call.arguments, more)) {
      call.arguments.setLength(0);
    }
    call.arguments.append(more);
    size += more.length();
  }

  /**
   * Some proxies send all that there is each time, in place of what is new. No object goes on with
   * the very text that it began with: behind its first brace stands a name or its end.
   */
  private static boolean isGrownState(StringBuilder before, String more) {
    return before.length() > 0
        && before.charAt(0) == '{'
        && more.length() > before.length()
        && more.startsWith(before.toString());
  }

  private static Optional<PartialToolCall> news(Call call) {
    if (call.name.isBlank() || call.announced >= call.arguments.length()) {
      return Optional.empty();
    }
    String news = call.arguments.substring(call.announced);
    call.announced = call.arguments.length();
    return Optional.of(
        PartialToolCall.builder()
            .index(call.position)
            .id(call.id)
            .name(call.name)
            .partialArguments(news)
            .build());
  }

  /** The calls in the order in which they began, without those that hold nothing at all. */
  List<ToolExecutionRequest> complete() {
    return calls.stream()
        .filter(call -> !call.isEmpty())
        .map(call ->
            ToolExecutionRequest.builder()
                .id(call.id.isEmpty() ? call.name + ":" + call.position : call.id)
                .name(call.name)
                .arguments(call.arguments.toString())
                .build())
        .toList();
  }
}
