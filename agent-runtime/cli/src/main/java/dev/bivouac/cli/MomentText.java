package dev.bivouac.cli;

import dev.bivouac.cli.story.Moment;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.RunResumed;
import java.util.Locale;

/** What happened beside replies and calls, a sentence each. */
record MomentText() {
  /** The sentence, as others wrote parts of it: still to be made safe. */
  String tell(Moment moment) {
    return switch (moment) {
      case Moment.Failed failed -> failed(failed);
      case Moment.Waited waited -> "waited " + Shown.duration(waited.pause());
      case Moment.Unanswered unanswered ->
          "attempt %d: %s was asked, and no answer was written down"
              .formatted(unanswered.event().attempt(), unanswered.event().model().label());
      case Moment.Reminded reminded -> "reminded the model: " + reminded.text();
      case Moment.Hidden hidden ->
          "%s left the model's window: %s"
              .formatted(
                  Shown.count(hidden.lines().size(), "old result"),
                  String.join(
                      ", ",
                      hidden.lines().keySet().stream().sorted().map(Object::toString).toList()));
      case Moment.Changed changed ->
          "%s was asked from here on, since %s"
              .formatted(changed.event().model().label(), changed.event().reason());
      case Moment.Paused paused ->
          "paused (%s): %s"
              .formatted(
                  paused.event().reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  paused.event().message());
      case Moment.Resumed resumed -> resumed(resumed);
    };
  }

  private static String failed(Moment.Failed failed) {
    AttemptFailed event = failed.event();
    String after =
        failed
            .began()
            .map(began -> " after " + Shown.duration(began.until(failed.mark())))
            .orElse("");
    return "attempt %d failed%s (%s): %s"
        .formatted(
            event.attempt(),
            after,
            event.failure().kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            event.failure().message());
  }

  private static String resumed(Moment.Resumed resumed) {
    RunResumed event = resumed.event();
    String drift = event.drift().isEmpty() ? "" : ": " + String.join(" ", event.drift());
    return "resumed after %s by %s%s"
        .formatted(Shown.duration(resumed.away()), event.program(), drift);
  }
}
