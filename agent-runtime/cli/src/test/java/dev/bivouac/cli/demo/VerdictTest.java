package dev.bivouac.cli.demo;

import static dev.bivouac.journal.Journals.asked;
import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.entries;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.resumed;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.journal.Journals.toolStarted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome.Completed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final JournalEvent[] KILLED = {
    started(),
    asked(1, 1),
    replied(1, asks(List.of("read", "read"), "{}")),
    toolStarted(1, 0),
    toolStarted(1, 1),
    toolFinished(1, 0, "read")
  };
  private static final JournalEvent[] RESUMED = {
    resumed(RunLimits.DEFAULT),
    new ToolStarted(new CallKey(1, 1), 2),
    toolFinished(1, 1, "read"),
    asked(2, 1),
    replied(2, says("Done.")),
    new RunFinished(new Completed("Done."))
  };

  private final List<String> told = new ArrayList<>();

  @Test
  void holdsForARunThatWentOn() {
    assertThat(verdict(KILLED, RESUMED, "same").tell(told::add)).isEmpty();
    assertThat(told).noneMatch(line -> line.contains("NOT "));
    assertThat(String.join("\n", told))
        .contains("Entries before the kill: 6", "Steps paid for twice: 0 of 2", "only read: 1.1");
  }

  @Test
  void tellsOfAStepThatWasAskedForTwice() {
    JournalEvent[] again = RESUMED.clone();
    again[3] = asked(1, 2);

    assertThat(verdict(KILLED, again, "same").tell(told::add))
        .containsExactly("This did not hold: Steps paid for twice: 1 of 2.");
  }

  @Test
  void tellsOfAFinishedCallThatRanAgain() {
    JournalEvent[] again = RESUMED.clone();
    again[3] = new ToolStarted(new CallKey(1, 0), 2);

    assertThat(verdict(KILLED, again, "same").tell(told::add))
        .anyMatch(line -> line.contains("none of them ran again"));
  }

  @Test
  void tellsOfAKillThatCutNothing() {
    JournalEvent[] whole =
        Stream.concat(Arrays.stream(KILLED), Stream.of(toolFinished(1, 1, "read")))
            .toArray(JournalEvent[]::new);

    assertThat(verdict(whole, RESUMED, "same").tell(told::add)).isNotEmpty();
  }

  @Test
  void tellsOfARunThatIsNotCompletedAndOfAnotherReport() {
    JournalEvent[] unfinished = Arrays.copyOf(RESUMED, RESUMED.length - 1);

    assertThat(verdict(KILLED, unfinished, "other").tell(told::add)).hasSize(2);
  }

  @Test
  void laysBothJournalsSideBySideInEightyColumns() {
    List<String> lines = new SideBySide(evidence(KILLED, RESUMED)).lines();

    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(lines).hasSize(2 + KILLED.length + RESUMED.length);
    assertThat(lines.get(6)).contains("cut short");
    assertThat(lines.get(8)).contains("kill -9 here").contains("7 RunResumed");
    assertThat(lines.get(9)).contains("1.1  again");
    assertThat(lines).noneMatch(line -> line.contains("CHANGED"));
  }

  private static Verdict verdict(JournalEvent[] before, JournalEvent[] added, String undisturbed) {
    return new Verdict(evidence(before, added), "same", undisturbed);
  }

  private static Evidence evidence(JournalEvent[] before, JournalEvent[] added) {
    List<Entry> after =
        entries(
            Stream.concat(Arrays.stream(before), Arrays.stream(added))
                .toArray(JournalEvent[]::new));
    return new Evidence(after.subList(0, before.length), after);
  }
}
