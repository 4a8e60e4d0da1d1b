package dev.bivouac.cli.story;

import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.Step;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A chapter that is being written. */
final class ChapterDraft {
  /** A call whose end is still to be told. */
  private static final class CallDraft {
    private final ToolCall call;
    private final List<Mark> starts = new ArrayList<>();
    private final List<Moment.Failed> failures = new ArrayList<>();
    private Optional<Called.Ending> ending = Optional.empty();

    CallDraft(ToolCall call) {
      this.call = call;
    }

    Called done() {
      return new Called(call, starts, failures, ending);
    }
  }

  private final int number;
  private final List<Moment> before = new ArrayList<>();
  private final List<CallDraft> calls = new ArrayList<>();
  private final List<Moment> after = new ArrayList<>();
  private Optional<Chapter.Answer> answer = Optional.empty();
  private Usage usage = Usage.NONE;

  ChapterDraft(int number) {
    this.number = number;
  }

  void happened(Moment moment) {
    (answer.isEmpty() ? before : after).add(moment);
  }

  void used(Usage more) {
    usage = usage.plus(more);
  }

  void replied(Optional<Mark> asked, Mark at, ModelReply reply) {
    answer = Optional.of(new Chapter.Answer(asked.orElse(at), at, reply));
    reply.calls().forEach(call -> calls.add(new CallDraft(call)));
  }

  void started(CallKey key, Mark mark) {
    calls.get(key.index()).starts.add(mark);
  }

  /** When the call was last begun. */
  Optional<Mark> begun(CallKey key) {
    List<Mark> starts = calls.get(key.index()).starts;
    return starts.isEmpty() ? Optional.empty() : Optional.of(starts.getLast());
  }

  void failed(CallKey key, Moment.Failed failure) {
    calls.get(key.index()).failures.add(failure);
  }

  void ended(CallKey key, Mark mark, Step.End end) {
    calls.get(key.index()).ending = Optional.of(new Called.Ending(mark, end));
  }

  Chapter done() {
    return new Chapter(
        number,
        new Chapter.Asking(before, answer),
        calls.stream().map(CallDraft::done).toList(),
        after,
        usage);
  }
}
