package dev.bivouac.workflow;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import java.util.List;
import java.util.Map;

/**
 * A named way to make runs. One that lies in a jar has a public constructor without parameters, and
 * its name stands in a line of {@code META-INF/services/dev.bivouac.workflow.Workflow}.
 */
public interface Workflow {
  /** Lower-case words joined by hyphens, such as {@code daily-news-report}. */
  String name();

  /** One sentence for a list of workflows. */
  String description();

  /** What can be said about a run, in the order of the help text. */
  List<Parameter> parameters();

  /** The limits of a run that says none itself. */
  RunLimits limits();

  /**
   * What the model is sent first. The same arguments always give the same words.
   *
   * @param parameters every declared parameter, defaults filled in
   * @param setting day, zone, language
   * @throws InvalidParameterException if a value cannot be used
   */
  List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting);

  /**
   * The files of a run that is over, computed from its journal alone, so that a resume can write a
   * missing one again.
   */
  Output output(RunState run);
}
