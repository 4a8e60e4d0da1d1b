package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what processes said while they lived with what is there after their death. */
final class ErrandCheck {
  private final String store;
  private final Path world;
  private final int steps;
  private final List<String> wrongs = new ArrayList<>();
  private final Map<RunId, Map<Integer, String>> kept = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final Set<RunId> over = new HashSet<>();
  private int effectsSeen;
  private int unknown;
  private int effectsRepeated;

  ErrandCheck(String store, Path world, int steps) {
    this.store = store;
    this.world = world;
    this.steps = steps;
  }

  /** A line that a process printed. */
  void heard(String line) {
    String[] words = line.split(" ", -1);
    if (words[0].equals("kept")) {
      keep(new RunId(words[1]), Integer.parseInt(words[2]), words[3]);
    }
  }

  private void keep(RunId run, int number, String digest) {
    String before = kept.computeIfAbsent(run, it -> new HashMap<>()).putIfAbsent(number, digest);
    if (before != null && !before.equals(digest)) {
      wrongs.add("entry %d of run %s was %s and is %s".formatted(number, run, before, digest));
    }
  }

  List<String> wrongs() {
    return wrongs;
  }

  /** Errands that came to their end. */
  int errands() {
    return over.size();
  }

  @Override
  public String toString() {
    return "%d errands done, %,d entries acknowledged, %d unknown outcomes, %d effects repeated that may be, %d wrongs"
        .formatted(
            over.size(),
            kept.values().stream().mapToLong(Map::size).sum(),
            unknown,
            effectsRepeated,
            wrongs.size());
  }

  /** Looks at everything that is there. No process is alive. */
  void look() throws IOException {
    List<String> effects = lines("effects");
    try (Journal journal = ErrandMain.open(store)) {
      List<RunHead> heads = journal.list();
      for (RunId run : kept.keySet()) {
        if (heads.stream().noneMatch(head -> head.id().equals(run))) {
          wrongs.add("run %s is lost".formatted(run));
        }
      }
      for (int i = 0; i < heads.size(); i++) {
        RunId run = heads.get(i).id();
        if (!over.contains(run)) {
          look(run, heads.size() - i, journal.read(run), effects);
        }
      }
    }
    effectsSeen = effects.size();
  }

  private void look(RunId run, int number, List<Entry> entries, List<String> effects)
      throws IOException {
    int most =
        kept.getOrDefault(run, Map.of()).keySet().stream().mapToInt(it -> it).max().orElse(0);
    if (entries.size() < most) {
      wrongs.add("run %s has %d entries of %d".formatted(run, entries.size(), most));
    }
    // What is there after a death stays: the next process builds on it.
    entries.forEach(entry -> keep(run, entry.number(), ErrandMain.digest(entry)));
    checkEffects(run, entries, effects);
    checkPrefixes(number);
    RunState state = RunState.replay(entries);
    if (state.outcome().isPresent()) {
      checkEnd(run, number, state, entries, effects);
      over.add(run);
    }
  }

  private void checkEffects(RunId run, List<Entry> entries, List<String> effects) {
    Set<String> started = new HashSet<>();
    Set<String> endedNow = new HashSet<>();
    for (Entry entry : entries) {
      switch (entry.event()) {
        case ToolStarted it -> started.add(key(run, it.call()));
        case ToolFinished it -> endedNow.add(key(run, it.call()));
        case OutcomeUnknown it -> endedNow.add(key(run, it.call()));
        case JournalEvent other -> {}
      }
    }
    for (int i = 0; i < effects.size(); i++) {
      String key = effects.get(i).split(" ", 2)[1];
      if (key.startsWith("bivouac-" + run + "-")) {
        if (!started.contains(key)) {
          wrongs.add("call %s had an effect before its start was written".formatted(key));
        }
        if (i >= effectsSeen && ended.contains(key)) {
          wrongs.add("call %s ran again after its end".formatted(key));
        }
      }
    }
    ended.addAll(endedNow);
  }

  private static String key(RunId run, CallKey call) {
    return "bivouac-%s-%d-%d".formatted(run, call.step(), call.index());
  }

  /** Every request begins with all messages of every request before it. */
  private void checkPrefixes(int number) throws IOException {
    String longest = "";
    for (String request : lines("requests-" + number)) {
      String shorter = request.length() < longest.length() ? request : longest;
      String longer = request.length() < longest.length() ? longest : request;
      if (!longer.startsWith(shorter)) {
        wrongs.add("a request of errand %d does not begin with the ones before".formatted(number));
        return;
      }
      longest = longer;
    }
  }

  private void checkEnd(
      RunId run, int number, RunState state, List<Entry> entries, List<String> effects) {
    Optional<RunOutcome> expected = Optional.of(new RunOutcome.Completed(Errand.answer(steps)));
    if (!state.outcome().equals(expected)) {
      wrongs.add("errand %d ended with %s".formatted(number, state.outcome()));
    }
    Map<CallKey, Long> ends =
        entries.stream()
            .flatMap(entry -> end(entry).stream())
            .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    Map<String, Long> had =
        effects.stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    int calls = 0;
    for (int step = 1; step <= steps; step++) {
      List<String> tools = Errand.calls(step);
      for (int index = 0; index < tools.size(); index++) {
        var call = new CallKey(step, index);
        calls++;
        if (ends.getOrDefault(call, 0L) != 1) {
          wrongs.add("call %s of run %s has %s ends".formatted(call, run, ends.get(call)));
        }
        checkCall(
            tools.get(index),
            had.getOrDefault(tools.get(index) + " " + key(run, call), 0L),
            key(run, call));
      }
    }
    if (calls != ends.size()) {
      wrongs.add("run %s has ends of calls that nobody asked for".formatted(run));
    }
    checkUnknown(run, state, entries, effects);
  }

  private static Optional<CallKey> end(Entry entry) {
    return switch (entry.event()) {
      case ToolFinished it -> Optional.of(it.call());
      case OutcomeUnknown it -> Optional.of(it.call());
      case JournalEvent other -> Optional.empty();
    };
  }

  private void checkCall(String tool, long effects, String key) {
    boolean once = tool.equals(Errand.PAY) || tool.equals("book");
    if (once && effects > 1) {
      wrongs.add("%s %s was done %d times".formatted(tool, key, effects));
    }
    if (!tool.equals(Errand.PAY) && effects < 1) {
      wrongs.add("%s %s was never done".formatted(tool, key));
    }
    effectsRepeated += (int) Math.max(0, effects - 1);
  }

  /** A payment that started and has no result is flagged; one that is flagged has none. */
  private void checkUnknown(RunId run, RunState state, List<Entry> entries, List<String> effects) {
    long flagged = entries.stream().filter(it -> it.event() instanceof OutcomeUnknown).count();
    if (state.unknownOutcomes() != flagged) {
      wrongs.add(
          "run %s counts %d unknown outcomes of %d"
              .formatted(run, state.unknownOutcomes(), flagged));
    }
    Set<String> paid = new HashSet<>(effects);
    for (Entry entry : entries) {
      if (entry.event() instanceof ToolFinished it
          && Errand.calls(it.call().step()).get(it.call().index()).equals(Errand.PAY)
          && !paid.contains(Errand.PAY + " " + key(run, it.call()))) {
        wrongs.add("call %s is told to be done and is not".formatted(key(run, it.call())));
      }
    }
    unknown += (int) flagged;
  }

  private List<String> lines(String file) throws IOException {
    Path path = world.resolve(file);
    return Files.exists(path) ? Files.readAllLines(path) : List.of();
  }
}
