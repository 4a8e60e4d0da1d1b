package dev.bivouac.cli.demo;

import dev.bivouac.run.CallKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the demo has shown, measured.
 *
 * @param evidence of the journals
 * @param report of the run that was killed and resumed
 * @param undisturbed the report of a run that nobody disturbed; empty if there is none
 */
record Verdict(Evidence evidence, String report, String undisturbed) {
  /**
   * Tells it.
   *
   * @return what did not happen as it should have
   */
  List<String> tell(Consumer<String> out) {
    var failures = new ArrayList<String>();
    out.accept("");
    out.accept("5. What this run has shown");
    check(
        "Entries before the kill: %d, all of them unchanged after the resume"
            .formatted(evidence.before().size()),
        evidence.keepsEverything(),
        out,
        failures);
    check(
        "Steps paid for twice: %d of %d".formatted(evidence.paidTwice(), evidence.steps()),
        evidence.paidTwice() == 0,
        out,
        failures);
    check(
        "Tool calls finished before the kill: %d; none of them ran again"
            .formatted(evidence.finished().size()),
        evidence.repeated().stream().noneMatch(evidence.finished()::contains),
        out,
        failures);
    check(
        evidence.repeated().equals(evidence.cut())
            ? "Calls cut short and repeated, since they only read: " + words(evidence.cut())
            : "Calls cut short: %s; repeated: %s"
                .formatted(words(evidence.cut()), words(evidence.repeated())),
        !evidence.cut().isEmpty() && evidence.repeated().equals(evidence.cut()),
        out,
        failures);
    check("The run is completed", evidence.isCompleted(), out, failures);
    check(
        "Report of %,d characters: to the letter that of an undisturbed run"
            .formatted(report.length()),
        !report.isEmpty() && report.equals(undisturbed),
        out,
        failures);
    return failures;
  }

  private static void check(
      String claim, boolean holds, Consumer<String> out, List<String> failures) {
    out.accept("   %s %s.".formatted(holds ? "ok  " : "NOT ", claim));
    if (!holds) {
      failures.add("This did not hold: " + claim + ".");
    }
  }

  static String words(Set<CallKey> calls) {
    return calls.isEmpty()
        ? "none"
        : calls.stream().map(CallKey::toString).collect(Collectors.joining(", "));
  }
}
