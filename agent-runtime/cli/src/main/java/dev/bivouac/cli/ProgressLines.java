package dev.bivouac.cli;

import dev.bivouac.cli.view.Line;
import dev.bivouac.cli.view.Line.Tone;
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
import dev.bivouac.model.ModelFailure;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What happens in a run, a line for each thing that is done; safe to be shown. */
final class ProgressLines implements RunListener {
  static final int ARGUMENTS = 90;
  static final int MESSAGE = 300;

  private final Consumer<Line> out;
  private final Form form;
  private final Map<CallKey, Instant> startedAt = new ConcurrentHashMap<>();
  private volatile Instant askedAt = Instant.EPOCH;
  private volatile boolean failedBefore;

  /** How the end of a tool call is put. */
  enum Form {
    /** Name and arguments first, as one says it. */
    SENTENCE,
    /**
     * What others wrote comes last: it may be cut where the terminal ends, and text from right to
     * left cannot reorder the numbers.
     */
    COLUMNS
  }

  /** Sentences without colour, for where nobody sits at a terminal. */
  static ProgressLines plain(Consumer<String> out) {
    return new ProgressLines(Form.SENTENCE, line -> out.accept(line.text()));
  }

  ProgressLines(Form form, Consumer<Line> out) {
    this.form = form;
    this.out = out;
  }

  @Override
  public void opened(RunId run, RunState state) {
    String goes = state.progress().entries() > 1 ? "goes on" : "started";
    String where =
        switch (state.steps().size()) {
          case 0 -> "";
          case 1 -> ", 1 step is done";
          default -> ", %d steps are done".formatted(state.steps().size());
        };
    String line =
        "Run %s %s: %s with %s%s"
            .formatted(
                run, goes, state.started().spec().workflow(), state.terms().model().label(), where);
    out.accept(Line.whole(Tone.PLAIN, SafeText.line(line, MESSAGE)));
  }

  @Override
  public void waiting(RunId run, Duration wait, ModelFailure failure) {
    // After a failed attempt its line stands above and says why.
    String why =
        failedBefore
            ? " before the next attempt"
            : ": " + SafeText.line(failure.message(), MESSAGE);
    out.accept(Line.whole(Tone.WARNING, "  waiting %s%s".formatted(Shown.duration(wait), why)));
  }

  @Override
  public void appended(RunId run, Entry entry, RunState state) {
    Optional<Line> line =
        switch (entry.event()) {
          case RunStarted e -> Optional.empty();
          case ModelAsked e -> {
            askedAt = entry.at();
            failedBefore = false;
            yield Optional.empty();
          }
          case ModelReplied e -> Optional.of(reply(e, entry.at()));
          case AttemptFailed e -> {
            failedBefore |= e.call().isEmpty();
            yield Optional.of(failed(e));
          }
          case ToolStarted e -> {
            startedAt.put(e.call(), entry.at());
            yield Optional.empty();
          }
          case ToolFinished e -> Optional.of(finished(state, e, entry.at()));
          case OutcomeUnknown e ->
              warning(
                  "  %s %s: outcome unknown; the model is told to verify"
                      .formatted(e.call(), name(call(state, e.call()))));
          case Reminded e -> warning("  reminded the model: " + SafeText.line(e.text(), MESSAGE));
          case ResultsHidden e ->
              Optional.of(
                  Line.whole(Tone.PLAIN, "  %d old results hidden".formatted(e.lines().size())));
          case ProviderChanged e -> {
            failedBefore = false;
            yield warning(
                SafeText.line(
                    "  going on with %s, since %s".formatted(e.model().label(), e.reason()),
                    MESSAGE));
          }
          case RunPaused e -> Optional.empty();
          case RunResumed e -> drift(e);
          case RunFinished e -> Optional.empty();
        };
    line.ifPresent(out);
  }

  private static Optional<Line> warning(String text) {
    return Optional.of(Line.whole(Tone.WARNING, text));
  }

  private Line reply(ModelReplied event, Instant at) {
    Usage usage = event.reply().usage();
    int calls = event.reply().calls().size();
    String asks =
        calls == 0
            ? "the final answer, %,d characters".formatted(event.reply().text().length())
            : calls == 1 ? "asks for 1 call" : "asks for %d calls".formatted(calls);
    return Line.whole(
        calls == 0 ? Tone.STRONG : Tone.PLAIN,
        "Step %d: %s (%s, %s)"
            .formatted(
                event.step(),
                asks,
                Shown.duration(Duration.between(askedAt, at)),
                Shown.tokens(usage)));
  }

  private static Line failed(AttemptFailed event) {
    String what = event.call().map(call -> "  " + call).orElse("Step " + event.step());
    String used = event.usage().total() == 0 ? "" : " (%s)".formatted(Shown.tokens(event.usage()));
    return Line.whole(
        Tone.BAD,
        "%s: attempt %d failed: %s%s"
            .formatted(
                what, event.attempt(), SafeText.line(event.failure().message(), MESSAGE), used));
  }

  private Line finished(RunState state, ToolFinished event, Instant at) {
    ToolCall call = call(state, event.call());
    Optional<String> took =
        Optional.ofNullable(startedAt.remove(event.call()))
            .map(start -> Shown.duration(Duration.between(start, at)));
    return switch (form) {
      case SENTENCE -> sentence(call, took, event.result());
      case COLUMNS -> columns(call, took, event.result());
    };
  }

  private static Line sentence(ToolCall call, Optional<String> took, ToolResult result) {
    String came =
        switch (result) {
          case ToolResult.Success success -> Shown.size(success.text().length());
          case ToolResult.Failure failure -> "failed: " + SafeText.line(failure.text(), MESSAGE);
        };
    return Line.whole(
        tone(result),
        "  %s %s %s: %s%s"
            .formatted(
                call.key(),
                name(call),
                arguments(call),
                took.map(time -> time + ", ").orElse(""),
                came));
  }

  private static Line columns(ToolCall call, Optional<String> took, ToolResult result) {
    String time = took.map(said -> said + "  ").orElse("");
    return switch (result) {
      case ToolResult.Success success ->
          Line.cut(
              Tone.PLAIN,
              "  %s  %s%s  %s %s"
                  .formatted(
                      call.key(),
                      time,
                      Shown.size(success.text().length()),
                      name(call),
                      arguments(call)));
      case ToolResult.Failure failure ->
          Line.whole(
              Tone.BAD,
              "  %s  %sfailed  %s: %s"
                  .formatted(call.key(), time, name(call), SafeText.line(failure.text(), MESSAGE)));
    };
  }

  private static Tone tone(ToolResult result) {
    return switch (result) {
      case ToolResult.Success success -> Tone.PLAIN;
      case ToolResult.Failure failure -> Tone.BAD;
    };
  }

  private static Optional<Line> drift(RunResumed event) {
    return event.drift().isEmpty()
        ? Optional.empty()
        : warning(
            "  since it was last at work: "
                + SafeText.line(String.join(" ", event.drift()), 4 * MESSAGE));
  }

  private static String name(ToolCall call) {
    return SafeText.line(call.name(), ARGUMENTS);
  }

  static String arguments(ToolCall call) {
    return SafeText.line(Shown.arguments(call.arguments()), ARGUMENTS);
  }

  private static ToolCall call(RunState state, CallKey key) {
    return state.steps().get(key.step() - 1).calls().get(key.index()).call();
  }
}
