package dev.bivouac.cli.doctor;

import dev.bivouac.journal.RunHead;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of the runs of a store, whatever keeps them. */
final class Kept {
  private Kept() {}

  static String count(List<RunHead> runs) {
    long open = runs.stream().filter(run -> !run.status().over()).count();
    return "%s, %d of them not over".formatted(Counted.of(runs.size(), "run"), open);
  }

  /** The processes that hold some of them. */
  static Optional<String> users(List<RunHead> runs) {
    return Optional.of(
            runs.stream()
                .flatMap(run -> run.holder().stream())
                .map(RunHead.Holder::process)
                .distinct()
                .collect(Collectors.joining(", ")))
        .filter(users -> !users.isEmpty());
  }
}
