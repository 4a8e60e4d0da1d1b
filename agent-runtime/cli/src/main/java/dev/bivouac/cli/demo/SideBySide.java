package dev.bivouac.cli.demo;

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
import dev.bivouac.run.Text;
import java.util.ArrayList;
import java.util.List;

/** Two journals of one run beside each other, in lines of at most 79 characters. */
final class SideBySide {
  private static final int WIDTH = 33;

  private final Evidence evidence;

  SideBySide(Evidence evidence) {
    this.evidence = evidence;
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(row("left by the killed process", "after the resume"));
    lines.add("-".repeat(38) + "+" + "-".repeat(40));
    int killedAfter = evidence.before().size();
    for (int i = 0; i < evidence.after().size(); i++) {
      Entry after = evidence.after().get(i);
      if (i < killedAfter) {
        Entry before = evidence.before().get(i);
        lines.add(row(cell(before), before.equals(after) ? cell(after) : cell(after) + " CHANGED"));
      } else {
        lines.add(row(i == killedAfter ? "    ^ kill -9 here" : "", cell(after)));
      }
    }
    return lines;
  }

  private static String row(String left, String right) {
    return "%-37s | %s".formatted(left, right).stripTrailing();
  }

  private String cell(Entry entry) {
    return "%3d %s".formatted(entry.number(), Text.head(words(entry), WIDTH));
  }

  private String words(Entry entry) {
    return switch (entry.event()) {
      case RunStarted e -> "RunStarted";
      case ModelAsked e -> "ModelAsked    step " + e.step();
      case ModelReplied e -> "ModelReplied  step " + e.step() + calls(e.reply().calls().size());
      case AttemptFailed e -> "AttemptFailed step " + e.step();
      case ToolStarted e ->
          "ToolStarted   %s%s".formatted(e.call(), e.attempt() > 1 ? "  again" : cut(entry, e));
      case ToolFinished e -> "ToolFinished  " + e.call();
      case OutcomeUnknown e -> "OutcomeUnknown " + e.call();
      case Reminded e -> "Reminded      step " + e.step();
      case ResultsHidden e -> "ResultsHidden " + e.lines().size();
      case ProviderChanged e -> "ProviderChanged step " + e.step();
      case RunPaused e -> "RunPaused";
      case RunResumed e -> "RunResumed";
      case RunFinished e -> "RunFinished";
    };
  }

  private static String calls(int count) {
    return count == 0 ? ": the answer" : count == 1 ? ": 1 call" : ": %d calls".formatted(count);
  }

  private String cut(Entry entry, ToolStarted started) {
    boolean cut =
        entry.number() <= evidence.before().size() && evidence.cut().contains(started.call());
    return cut ? "  cut short" : "";
  }
}
