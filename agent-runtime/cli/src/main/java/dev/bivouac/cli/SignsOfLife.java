package dev.bivouac.cli;

import dev.bivouac.cli.Moment.Asking;
import dev.bivouac.cli.Moment.Running;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plain line now and then while something takes long, so that a run never looks dead. */
final class SignsOfLife {
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int LOOK_EVERY_SECONDS = 5;

  private final Underway underway;
  private final Clock clock;
  private final Consumer<String> out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private Instant lastAt = Instant.EPOCH;

  SignsOfLife(Underway underway, Clock clock, Consumer<String> out) {
    this.underway = underway;
    this.clock = clock;
    this.out = out;
  }

  /** Looks from now on, on a thread of its own. */
  void start() {
    Thread.ofVirtual().name("signs of life").start(this::watch);
  }

  void end() {
    ended.countDown();
  }

  private void watch() {
    try {
      while (!ended.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
        due(underway.moment(), clock.instant()).ifPresent(out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The line to be said now, if something has taken long since it began or since the last line. */
  Optional<String> due(Moment moment, Instant now) {
    Optional<Instant> began =
        Stream.concat(
                moment.asking().map(Asking::since).stream(),
                moment.calls().stream().map(Running::since))
            .min(Instant::compareTo);
    boolean silent =
        began.map(at -> !now.isBefore(later(at, lastAt).plus(SILENCE))).orElse(false)
            || (moment.waiting().isPresent() && !now.isBefore(lastAt.plus(SILENCE)));
    if (!silent || moment.stopAskedAt().isPresent()) {
      return Optional.empty();
    }
    lastAt = now;
    return Optional.of("Step %d: %s".formatted(moment.count().step(), what(moment, now)));
  }

  private static String what(Moment moment, Instant now) {
    if (moment.asking().isPresent()) {
      Asking asking = moment.asking().get();
      String time = Dashboard.time(asking.since(), now);
      String does = asking.text().isBlank() ? "thinking" : "answering";
      return asking.characters() == 0
          ? "no answer yet, " + time
          : String.format(
              Locale.ROOT, "still %s, %s, %,d characters so far", does, time, asking.characters());
    }
    if (moment.waiting().isPresent() && moment.calls().isEmpty()) {
      return "goes on in " + Dashboard.time(now, moment.waiting().get().until());
    }
    List<Running> calls = moment.calls();
    String names =
        calls.stream()
            .map(call ->
                "%s %s"
                    .formatted(
                        SafeText.line(call.name(), ProgressLines.ARGUMENTS),
                        Dashboard.time(call.since(), now)))
            .collect(Collectors.joining(", "));
    return "still at work: " + names;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
