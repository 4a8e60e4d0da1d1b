package dev.bivouac.cli.story;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ProviderChanged;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ResultsHidden;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a journal once, from the first entry to the last, and sorts it into chapters. */
final class Teller {
  /** A request whose answer has not been read yet. */
  private record Request(Mark mark, ModelAsked event) {}

  private final List<ChapterDraft> chapters = new ArrayList<>();
  private final List<Story.Spent> spending = new ArrayList<>();
  private Usage total = Usage.NONE;
  private Paid paid = Paid.NOTHING;
  private Mark last;
  private int epoch;

  /** The request that is open. */
  private Optional<Request> asked = Optional.empty();

  /** What an unanswered request may have cost; it counts once the model is asked again. */
  private Optional<Usage> lost = Optional.empty();

  /** When the last attempt failed, if nothing has happened since. */
  private Optional<Mark> failedAt = Optional.empty();

  private Teller(Entry first) {
    last = new Mark(first.at(), Duration.ZERO);
    epoch = first.epoch();
  }

  static Story tell(List<Entry> entries) {
    RunState state = RunState.replay(entries);
    var teller = new Teller(entries.getFirst());
    Mark started = teller.last;
    entries.subList(1, entries.size()).forEach(teller::read);
    teller.leaveUnanswered();
    List<Chapter> chapters = teller.chapters.stream().map(ChapterDraft::done).toList();
    return new Story(state, started, teller.last, chapters, teller.spending, teller.paid);
  }

  private void read(Entry entry) {
    Mark before = last;
    last = mark(entry);
    Mark now = last;
    switch (entry.event()) {
      case RunStarted e -> {}
      case ModelAsked e -> asked(e, now);
      case ModelReplied e -> replied(e, now);
      case AttemptFailed e -> failed(e, now);
      case ToolStarted e -> of(e.call()).started(e.call(), now);
      case ToolFinished e -> finished(e, now);
      case OutcomeUnknown e -> of(e.call()).ended(e.call(), now, new Step.End.Unknown(e.text()));
      case Reminded e -> latest().happened(new Moment.Reminded(now, e.text()));
      case ResultsHidden e -> latest().happened(new Moment.Hidden(now, e.lines()));
      case ProviderChanged e -> {
        failedAt = Optional.empty();
        at(e.step()).happened(new Moment.Changed(now, e));
      }
      case RunPaused e -> {
        failedAt = Optional.empty();
        latest().happened(new Moment.Paused(now, e));
      }
      case RunResumed e -> {
        failedAt = Optional.empty();
        leaveUnanswered();
        latest().happened(new Moment.Resumed(now, before.until(now), e));
      }
      case RunFinished e -> {}
    }
  }

  /** As {@link dev.bivouac.journal.Progress} counts: only the gaps within one epoch are work. */
  private Mark mark(Entry entry) {
    boolean counts = entry.epoch() == epoch && !(entry.event() instanceof RunResumed);
    epoch = entry.epoch();
    var now = new Mark(entry.at(), last.work());
    return counts ? new Mark(entry.at(), last.work().plus(last.until(now))) : now;
  }

  private void asked(ModelAsked event, Mark now) {
    leaveUnanswered();
    lost.ifPresent(usage -> spend(event.step(), usage, now));
    lost = Optional.empty();
    ChapterDraft chapter = at(event.step());
    failedAt.ifPresent(mark -> chapter.happened(new Moment.Waited(mark, mark.until(now))));
    failedAt = Optional.empty();
    asked = Optional.of(new Request(now, event));
  }

  private void replied(ModelReplied event, Mark now) {
    at(event.step()).replied(begun(event.step()), now, event.reply());
    asked = Optional.empty();
    lost = Optional.empty();
    spend(event.step(), event.reply().usage(), now);
  }

  private void failed(AttemptFailed event, Mark now) {
    if (event.call().isPresent()) {
      CallKey key = event.call().get();
      of(key).failed(key, new Moment.Failed(now, of(key).begun(key), event));
    } else {
      at(event.step()).happened(new Moment.Failed(now, begun(event.step()), event));
      asked = Optional.empty();
      lost = Optional.empty();
      failedAt = Optional.of(now);
    }
    spend(event.step(), event.usage(), now);
  }

  private void finished(ToolFinished event, Mark now) {
    of(event.call()).ended(event.call(), now, new Step.End.Known(event.result()));
    if (event.result() instanceof ToolResult.Success success && success.cost().isPresent()) {
      spend(event.call().step(), new Usage(0, 0, 0, success.cost()), now);
    }
  }

  private Optional<Mark> begun(int step) {
    return asked.filter(request -> request.event().step() == step).map(Request::mark);
  }

  private void leaveUnanswered() {
    asked.ifPresent(request -> {
      at(request.event().step()).happened(new Moment.Unanswered(request.mark(), request.event()));
      lost = Optional.of(request.event().estimate());
    });
    asked = Optional.empty();
  }

  private void spend(int step, Usage usage, Mark now) {
    at(step).used(usage);
    total = total.plus(usage);
    paid = paid.plus(usage);
    spending.add(new Story.Spent(now, step, total));
  }

  private ChapterDraft of(CallKey call) {
    return at(call.step());
  }

  private ChapterDraft latest() {
    return at(Math.max(1, chapters.size()));
  }

  private ChapterDraft at(int step) {
    while (chapters.size() < step) {
      chapters.add(new ChapterDraft(chapters.size() + 1));
    }
    return chapters.get(step - 1);
  }
}
