package dev.bivouac.cli;

import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.Workflows;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a completed run was for.
 *
 * @param text Markdown, as it stands in its file; the bare answer where there is no file
 * @param files their names in the output folder
 * @param notes what was found when the answer was checked
 */
record Report(String text, List<String> files, List<String> notes) {
  /**
   * Its lines, as they may stand in a terminal.
   *
   * @param width in columns; longer lines go on in the next one
   */
  void tell(int width, Consumer<String> out) {
    TextRows.wrap(SafeText.lines(text), width).forEach(out);
  }

  /** The report of a run; empty unless it is completed. */
  static Optional<Report> of(RunState state) {
    return state
        .outcome()
        .flatMap(outcome ->
            outcome instanceof RunOutcome.Completed completed
                ? Optional.of(of(state, completed.answer()))
                : Optional.empty());
  }

  private static Report of(RunState state, String answer) {
    Output output =
        Workflows.find(state.started().spec().workflow())
            .map((Workflow workflow) -> workflow.output(state))
            .orElse(Output.NOTHING);
    String text =
        output.files().stream()
            .filter(file -> file.name().endsWith(".md"))
            .map(Output.OutputFile::content)
            .findFirst()
            .orElse(answer);
    return new Report(
        text, output.files().stream().map(Output.OutputFile::name).toList(), output.notes());
  }
}
