package dev.bivouac.cli.story;

import dev.bivouac.journal.ModelReply;
import dev.bivouac.run.Usage;
import java.util.List;
import java.util.Optional;

/**
 * One step as it is told.
 *
 * @param number from 1
 * @param asking what happened until the model replied
 * @param calls the tool calls that the reply asks for, in order
 * @param after what happened after the reply besides, in order
 * @param usage tokens and money of all its requests, failed and unanswered ones included
 */
public record Chapter(
    int number, Asking asking, List<Called> calls, List<Moment> after, Usage usage) {
  /**
   * What happened until the model replied.
   *
   * @param before in order
   * @param answer empty if there is none yet
   */
  public record Asking(List<Moment> before, Optional<Answer> answer) {
    public Asking {
      before = List.copyOf(before);
    }
  }

  /**
   * What the model said.
   *
   * @param asked when it was asked; when it answered if that was not written down
   * @param at when it answered
   */
  public record Answer(Mark asked, Mark at, ModelReply reply) {}

  public Chapter {
    calls = List.copyOf(calls);
    after = List.copyOf(after);
  }

  /** What the model said, if it has. */
  public Optional<Answer> answer() {
    return asking.answer();
  }

  /** When it began; empty for a step of which nothing is known. */
  public Optional<Mark> began() {
    return asking.before().stream()
        .findFirst()
        .map(first ->
            first instanceof Moment.Failed failed
                ? failed.began().orElse(failed.mark())
                : first.mark())
        .or(() -> answer().map(Answer::asked));
  }
}
