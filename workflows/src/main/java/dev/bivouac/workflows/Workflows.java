package dev.bivouac.workflows;

import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.ask.Ask;
import dev.bivouac.workflows.dailynews.DailyNewsReport;
import java.util.List;
import java.util.Optional;

/** What comes with the program. */
public final class Workflows {
  private Workflows() {}

  /** All of them, in the order of a list for people. */
  public static List<Workflow> all() {
    return List.of(new DailyNewsReport(), new Ask());
  }

  /**
   * The one with this name.
   *
   * @param name exactly as the workflow says it
   */
  public static Optional<Workflow> find(String name) {
    return all().stream().filter(workflow -> workflow.name().equals(name)).findFirst();
  }
}
