package dev.bivouac.cli.extension;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A workflow from a jar: what it throws becomes a sentence that names it and its path. */
final class OwnWorkflow implements Workflow {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 60;

  /** What it says of itself, asked for once. */
  private record Card(
      String name, String description, List<Parameter> parameters, RunLimits limits) {}

  private final Workflow own;
  private final Path path;
  private final Card card;

  private OwnWorkflow(Workflow own, Path path, Card card) {
    this.own = own;
    this.path = path;
    this.card = card;
  }

  /**
   * The workflow with its card read.
   *
   * @throws ExtensionException if it cannot be named on a command line
   */
  static OwnWorkflow of(Workflow own, Path path) {
    String type = own.getClass().getName();
    Card card =
        Misfit.guard(
            type,
            path,
            () ->
                new Card(
                    own.name(), own.description(), List.copyOf(own.parameters()), own.limits()));
    String name = String.valueOf(card.name());
    if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
      throw new ExtensionException(
          "--tools: the workflow %s of %s is named '%s'. A name has up to %d lower-case letters, digits and hyphens, a letter first."
              .formatted(type, path, name, LONGEST_NAME));
    }
    if (card.description() == null || card.limits() == null) {
      throw new ExtensionException(
          "--tools: the workflow %s of %s has no description or no limits; RunLimits.DEFAULT is a beginning."
              .formatted(name, path));
    }
    return new OwnWorkflow(own, path, card);
  }

  @Override
  public String name() {
    return card.name();
  }

  @Override
  public String description() {
    return card.description();
  }

  @Override
  public List<Parameter> parameters() {
    return card.parameters();
  }

  @Override
  public RunLimits limits() {
    return card.limits();
  }

  @Override
  public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
    return Misfit.guard(
        "Workflow " + name(), path, () -> List.copyOf(own.open(parameters, setting)));
  }

  @Override
  public Output output(RunState run) {
    return Misfit.guard("Workflow " + name(), path, () -> own.output(run));
  }
}
