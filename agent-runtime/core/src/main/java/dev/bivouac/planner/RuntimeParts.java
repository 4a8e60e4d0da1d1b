package dev.bivouac.planner;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.ModelChoice;
import dev.bivouac.journal.RunState;
import dev.bivouac.retry.Restraint;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.run.PauseReason;
import dev.bivouac.tool.Toolbox;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a planner works with.
 *
 * @param journal where events go
 * @param models who can be asked, in the user's order; more than one are the same model at several
 *     providers
 * @param toolbox what it can call
 * @param patience how long and how often to try
 * @param listener who watches
 */
public record RuntimeParts(
    Journal journal,
    List<ServedModel> models,
    Toolbox toolbox,
    Patience patience,
    RunListener listener) {
  /**
   * How long and how often to try.
   *
   * @param model attempts of a model call
   * @param tool waits between attempts of a tool call; how many is the tool's own word
   * @param tools how long tool calls may take
   * @param silence how long a model may send nothing of its answer before the call is given up;
   *     models with limits of their own give up earlier
   * @param restraint what holds calls back, for all runs that share it; empty if nothing does
   */
  public record Patience(
      RetryPolicy model,
      RetryPolicy tool,
      ToolPatience tools,
      Duration silence,
      Optional<Restraint> restraint) {
    private static final Duration SILENCE = Duration.ofMinutes(30);

    public static final Patience DEFAULT =
        new Patience(RetryPolicy.MODEL, RetryPolicy.TOOL, ToolPatience.DEFAULT);

    public Patience {
      if (!silence.isPositive()) {
        throw new IllegalArgumentException("silence must be positive, was " + silence);
      }
    }

    /** With nothing that holds calls back. */
    public Patience(RetryPolicy model, RetryPolicy tool, ToolPatience tools) {
      this(model, tool, tools, SILENCE, Optional.empty());
    }

    /** The same with another length of silence. */
    public Patience withSilence(Duration other) {
      return new Patience(model, tool, tools, other, restraint);
    }

    /** The same, held back by that. */
    public Patience with(Restraint other) {
      return new Patience(model, tool, tools, silence, Optional.of(other));
    }
  }

  public RuntimeParts {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models must not be empty");
    }
    var labels = new HashSet<String>();
    for (ServedModel served : models) {
      if (!labels.add(served.choice().label())) {
        throw new IllegalArgumentException(
            "%s stands twice among the models".formatted(served.choice().label()));
      }
    }
    listener = listener instanceof QuietListener ? listener : new QuietListener(listener);
  }

  /** Who can be asked, as the journal says it. */
  public List<ModelChoice> providers() {
    return models.stream().map(ServedModel::choice).toList();
  }

  /** The model that a run asks now; the first one if it is at none of these providers. */
  public ServedModel asked(RunState state) {
    String label = state.terms().model().label();
    return models.stream()
        .filter(model -> model.choice().label().equals(label))
        .findFirst()
        .orElse(models.getFirst());
  }

  /**
   * The model that a run asks once it is resumed: the one it asked before, if it is still there.
   * One that waits because its providers failed begins with the first of them.
   */
  public ServedModel askedNext(RunState state) {
    boolean failed = state.pause().filter(pause -> pause.reason() == PauseReason.MODEL).isPresent();
    return failed ? models.getFirst() : asked(state);
  }
}
