package dev.bivouac.rehearsal.model;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.text.Json;
import java.util.List;
import java.util.function.UnaryOperator;

/** Turns a good answer into one that real hosts have been seen to give. */
final class Distortion {
  private Distortion() {}

  static Answer of(Answer answer, Fault fault) {
    return switch (fault) {
      case LEAK_IN_CONTENT, LEAK_UNCLOSED, LEAK_SINGULAR, LEAK_SPACED, LEAK_IN_REASONING ->
          answer.calls().isEmpty() ? answer : leaked(answer, fault);
      case EMPTY_ANSWER -> new Answer("", "", List.of(), "stop");
      case THINKING_ONLY -> new Answer(thought(answer), "", List.of(), "stop");
      case BROKEN_ARGUMENTS -> arguments(answer, it -> it.substring(0, it.length() * 2 / 3));
      case EXTRA_BRACE -> arguments(answer, it -> it + "}");
      case DOUBLE_ENCODED ->
          arguments(answer, it -> Json.MAPPER.getNodeFactory().textNode(it).toString());
      case DUPLICATE_IDS -> sameIds(answer);
      default -> answer;
    };
  }

  private static Answer leaked(Answer answer, Fault fault) {
    String word = fault == Fault.LEAK_SINGULAR ? "call" : "calls";
    String gap = fault == Fault.LEAK_SPACED ? "\n " : "";
    String end = fault == Fault.LEAK_UNCLOSED ? "" : "<|tool_%s_section_end|>".formatted(word);
    String section =
        "<|tool_%s_section_begin|>".formatted(word)
            + answer.calls().stream().map(call -> leaked(call, gap)).collect(joining(gap))
            + gap
            + end;
    return fault == Fault.LEAK_IN_REASONING
        ? new Answer(answer.reasoning() + " " + section, "", List.of(), "stop")
        : new Answer(answer.reasoning(), answer.text() + section, List.of(), "stop");
  }

  private static String thought(Answer answer) {
    return answer.reasoning().isEmpty() ? "I should go on." : answer.reasoning();
  }

  private static String leaked(Answer.Call call, String gap) {
    String arguments = gap.isEmpty() ? call.arguments() : overLines(call.arguments());
    return String.join(
        gap,
        "",
        "<|tool_call_begin|>",
        "functions." + call.id(),
        "<|tool_call_argument_begin|>",
        arguments,
        "<|tool_call_end|>");
  }

  private static String overLines(String arguments) {
    return Json.parse(arguments).map(JsonNode::toPrettyString).orElse(arguments);
  }

  private static Answer arguments(Answer answer, UnaryOperator<String> change) {
    return new Answer(
        answer.reasoning(),
        answer.text(),
        answer.calls().stream()
            .map(call -> new Answer.Call(call.id(), call.tool(), change.apply(call.arguments())))
            .toList(),
        answer.finish());
  }

  private static Answer sameIds(Answer answer) {
    return new Answer(
        answer.reasoning(),
        answer.text(),
        answer.calls().stream()
            .map(call ->
                new Answer.Call(answer.calls().getFirst().id(), call.tool(), call.arguments()))
            .toList(),
        answer.finish());
  }
}
