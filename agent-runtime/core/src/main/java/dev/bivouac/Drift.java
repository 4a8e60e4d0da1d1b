package dev.bivouac;

import dev.bivouac.journal.ModelChoice;
import dev.bivouac.journal.RunState;
import dev.bivouac.tool.ToolSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What differs between the program that a run was started with and the one that resumes it. */
final class Drift {
  private Drift() {}

  /** A sentence for each difference; empty if there is none. */
  static List<String> between(RunState run, RuntimeSettings settings) {
    var drift = new ArrayList<String>();
    String before = run.started().spec().program();
    if (!before.equals(settings.origin().program())) {
      drift.add("The program was %s and is %s.".formatted(before, settings.origin().program()));
    }
    String asked = run.terms().model().label();
    String asks = ModelChoice.of(settings.parts().profile()).label();
    if (!asked.equals(asks)) {
      drift.add("The model was %s and is %s.".formatted(asked, asks));
    }
    for (ToolSchema declared : run.started().opening().tools()) {
      Optional<ToolSchema> now = settings.parts().toolbox().schema(declared.name());
      if (now.isEmpty()) {
        drift.add("Tool %s is gone; calls of it fail.".formatted(declared.name()));
      } else if (!now.get().equals(declared)) {
        drift.add(
            "Tool %s has changed; the model still knows it as it was.".formatted(declared.name()));
      }
    }
    return drift;
  }
}
