package dev.bivouac.rehearsal.rules;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The model: a pure function from the body of a chat request to the next reply.
 *
 * <p>The same messages give the same reply, in any process and at any time: there is no state, no
 * clock and no chance in it. A goal is one of four kinds, told by its text: lines {@code Rehearsal
 * call: NAME JSON}, a line {@code Rehearsal steps: N}, a news report, or any other question.
 */
public final class Rules {
  private Rules() {}

  /** What comes next in the conversation that this request holds. */
  public static Reply next(JsonNode request) {
    Conversation conversation = Conversation.of(request);
    Goal goal = conversation.goal();
    if (goal.line(ScriptedCalls.LABEL).isPresent()) {
      return ScriptedCalls.next(conversation);
    }
    if (goal.line(LongRun.LABEL).isPresent()) {
      return LongRun.next(conversation);
    }
    Reply reply =
        goal.wantsReport()
            ? new NewsReport(conversation).next()
            : new Question(conversation).next();
    // A real model sometimes calls without a thought, and what is sent back must show that.
    boolean silent = !reply.calls().isEmpty() && conversation.steps() % 4 == 3;
    return silent ? reply.withoutReasoning() : reply;
  }
}
