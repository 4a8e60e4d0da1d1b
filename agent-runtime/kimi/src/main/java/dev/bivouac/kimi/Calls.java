package dev.bivouac.kimi;

import dev.bivouac.tool.ArgumentReading;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the calls of an answer right, as far as that is safe, by the tools of the request. */
final class Calls {
  private Calls() {}

  /** A call as the host sent it, with its name and its arguments as they are meant. */
  static ToolExecutionRequest mended(ToolExecutionRequest call, DeclaredTools tools) {
    if (tools.has(call.name())) {
      return with(call, call.name(), call.arguments(), tools);
    }
    Optional<DeclaredTools.Named> inside =
        call.name().isBlank() ? tools.namedInside(call.arguments()) : Optional.empty();
    return inside
        .map(named -> with(call, named.name(), named.arguments(), tools))
        .orElseGet(() ->
            with(call, tools.meant(call.name()).orElse(call.name()), call.arguments(), tools));
  }

  /** Calls that stood in a text; nothing unless each of them is whole and means a known tool. */
  static Optional<List<ToolExecutionRequest>> recovered(LeakedCalls leaked, DeclaredTools tools) {
    var calls = new ArrayList<ToolExecutionRequest>();
    for (LeakedCalls.Call call : leaked.calls()) {
      Optional<DeclaredTools.Named> named =
          tools
              .meant(call.id())
              .map(name -> new DeclaredTools.Named(name, call.arguments()))
              .or(() -> tools.namedInside(call.arguments()));
      named.ifPresent(known -> {
        String id = call.id().isEmpty() ? known.name() + ":" + calls.size() : call.id();
        ToolExecutionRequest raw = ToolExecutionRequest.builder().id(id).name(known.name()).build();
        calls.add(with(raw, known.name(), known.arguments(), tools));
      });
    }
    boolean all = leaked.whole() && calls.size() == leaked.calls().size();
    return all ? Optional.of(calls) : Optional.empty();
  }

  private static ToolExecutionRequest with(
      ToolExecutionRequest call, String name, String arguments, DeclaredTools tools) {
    return ToolExecutionRequest.builder()
        .id(call.id())
        .name(name)
        .arguments(
            ArgumentReading.of(arguments, tools.schema(name))
                    instanceof ArgumentReading.Sound(String json)
                ? json
                : arguments)
        .build();
  }
}
