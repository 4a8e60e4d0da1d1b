package dev.bivouac.planner;

import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Notices a reply that says what comes next and asks for no tool ("Now I will edit the file."),
 * which Kimi models were seen to end with (MoonshotAI/Kimi-K2#81). Taken for the answer, it would
 * end the run with nothing done; a reminder costs one call if it was the answer after all.
 */
final class Announcement {
  /** Reminders in a row; then what the model says is taken for its answer. */
  static final int MOST = 2;

  private static final int LONGEST = 400;
  private static final Pattern LAST_SENTENCE = Pattern.compile("[^.!?\\n\u3002\uff01\uff1f]+\\W*$");
  private static final Pattern ANNOUNCES =
      Pattern.compile(
          "^\\W*((now|next|then|first|finally|so|ok|okay|great|good|alright)\\W+){0,2}"
              + "(i will|i'll|i\u2019ll|i am going to|i'm going to|i\u2019m going to|i need to"
              + "|let me(?! know)|let's|let\u2019s)\\b.*"
              + "|^\\W*(\u73b0\u5728|\u63a5\u4e0b\u6765|\u9996\u5148|\u7136\u540e)?"
              + "(\u8ba9\u6211|\u6211\u5c06|\u6211\u6765|\u6211\u4f1a|\u6211\u8981).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final String TEXT =
      "You said what you are going to do, but you called no tool, so nothing was done. Call the tool"
          + " now, or give your final answer.";

  private Announcement() {}

  /** What to say to the model in place of taking its last reply for the answer. */
  static Optional<NextAction> check(RunState state) {
    Step last = state.lastStep().orElseThrow();
    boolean couldCall = !state.started().opening().tools().isEmpty();
    return couldCall && remindedInARow(state) < MOST && announces(last.reply().text())
        ? Optional.of(new NextAction.Remind(last.number(), TEXT))
        : Optional.empty();
  }

  private static long remindedInARow(RunState state) {
    return state.steps().reversed().stream()
        .skip(1)
        .takeWhile(step -> step.reply().isFinal() && !step.reminders().isEmpty())
        .count();
  }

  static boolean announces(String text) {
    String said = text.strip();
    if (said.length() > LONGEST || said.endsWith("?")) {
      return false;
    }
    var sentence = LAST_SENTENCE.matcher(said);
    return sentence.find() && ANNOUNCES.matcher(sentence.group()).matches();
  }
}
