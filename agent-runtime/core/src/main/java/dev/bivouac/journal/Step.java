package dev.bivouac.journal;

import dev.bivouac.run.CallKey;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One model call and the tool calls it asked for.
 *
 * @param number from 1
 * @param reply what the model said
 * @param calls how far each of its calls is, in order
 * @param reminders what the runtime said to the model after the results
 */
public record Step(int number, ModelReply reply, List<Call> calls, List<String> reminders) {
  /**
   * How far one call is.
   *
   * @param call what was asked for
   * @param attempts how often it was tried; 0 if it was never started
   * @param end how it ended; empty while nobody knows
   */
  public record Call(ToolCall call, int attempts, Optional<End> end) {}

  /** How a call ended. */
  public sealed interface End {
    /** What the model is told. */
    String text();

    /**
     * With a result.
     *
     * @param result good or bad
     */
    record Known(ToolResult result) implements End {
      @Override
      public String text() {
        return result.text();
      }
    }

    /**
     * Nobody can tell.
     *
     * @param text what the model is told in place of a result
     */
    record Unknown(String text) implements End {}
  }

  public Step {
    calls = List.copyOf(calls);
    reminders = List.copyOf(reminders);
  }

  static Step of(int number, ModelReply reply) {
    return new Step(
        number,
        reply,
        reply.calls().stream().map(call -> new Call(call, 0, Optional.empty())).toList(),
        List.of());
  }

  /** True once every call has its end. */
  public boolean settled() {
    return calls.stream().allMatch(call -> call.end().isPresent());
  }

  /** The calls that have no end yet, in order. */
  public List<Call> open() {
    return calls.stream().filter(call -> call.end().isEmpty()).toList();
  }

  Step started(CallKey key, int attempt) {
    Call before = calls.get(key.index());
    return with(key, new Call(before.call(), attempt, before.end()));
  }

  /** An attempt failed, and another follows without a new start. */
  Step tried(CallKey key, int attempt) {
    return started(key, Math.max(calls.get(key.index()).attempts(), attempt));
  }

  Step ended(CallKey key, End end) {
    Call before = calls.get(key.index());
    return with(key, new Call(before.call(), before.attempts(), Optional.of(end)));
  }

  Step reminded(String text) {
    var more = new ArrayList<>(reminders);
    more.add(text);
    return new Step(number, reply, calls, more);
  }

  private Step with(CallKey key, Call changed) {
    var all = new ArrayList<>(calls);
    all.set(key.index(), changed);
    return new Step(number, reply, all, reminders);
  }
}
