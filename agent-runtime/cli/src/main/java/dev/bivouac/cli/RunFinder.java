package dev.bivouac.cli;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.run.NearNames;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the run that somebody means: {@code last}, an id, a key, or the beginning of an id. */
final class RunFinder {
  private static final int SHOWN = 10;

  private RunFinder() {}

  static RunHead find(Journal journal, String written) {
    List<RunHead> runs = journal.list();
    if (runs.isEmpty()) {
      throw new UsageException(
          "Run '%s' is not here: the store has no runs yet.".formatted(written));
    }
    if (written.equals("last")) {
      return runs.getFirst();
    }
    for (RunHead run : runs) {
      if (run.id().value().equals(written) || run.key().filter(written::equals).isPresent()) {
        return run;
      }
    }
    List<RunHead> fitting =
        runs.stream().filter(run -> run.id().value().startsWith(written)).toList();
    return switch (fitting.size()) {
      case 0 -> throw new UsageException(unknown(written, runs));
      case 1 -> fitting.getFirst();
      default -> throw new UsageException(several(written, fitting));
    };
  }

  private static String unknown(String written, List<RunHead> runs) {
    List<String> names =
        runs.stream()
            .flatMap(run -> Stream.concat(Stream.of(run.id().value()), run.key().stream()))
            .toList();
    List<String> near = NearNames.of(written, names);
    return "Run '%s' is not in this store. %s"
        .formatted(
            written,
            near.isEmpty()
                ? "`bivouac ls` lists those that are."
                : "Did you mean " + String.join(" or ", near) + "?");
  }

  private static String several(String written, List<RunHead> fitting) {
    String lines =
        fitting.stream().limit(SHOWN).map(RunFinder::line).collect(Collectors.joining("\n  "));
    return "'%s' fits %d runs; write more of the one you mean:\n  %s"
        .formatted(written, fitting.size(), lines);
  }

  private static String line(RunHead run) {
    return "%s  %s  %s".formatted(run.id(), run.status().word(), run.spec().workflow());
  }
}
