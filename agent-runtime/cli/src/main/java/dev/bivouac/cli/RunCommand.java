package dev.bivouac.cli;

import dev.bivouac.RunRequest;
import dev.bivouac.cli.help.FamiliarWords;
import dev.bivouac.workflow.UnknownNameException;
import dev.bivouac.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a run of a workflow. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Starts a run of a workflow and drives it to its end.",
    footer = {
      "",
      "Examples:",
      "  bivouac run daily-news-report --offline",
      "  bivouac run daily-news-report --topic energy --articles 8 --out ~/news",
      "  bivouac run daily-news-report --provider openrouter --max-cost 0.50",
      "  bivouac run daily-news-report --key news-2026-11-22 --json",
      "  bivouac run daily-news-report --help         the flags of this workflow",
      "  bivouac run my-workflow --tools my-workflow.jar",
      "",
      "Exit codes: 0 completed, 1 failed, 2 wrong usage, 3 paused and resumable,",
      "130 or 143 interrupted and resumable."
    })
final class RunCommand implements Callable<Integer> {
  private final Surroundings around;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "WORKFLOW",
      completionCandidates = Names.OfWorkflows.class,
      description = "One of: ${COMPLETION-CANDIDATES}. `bivouac workflow ls` tells more.")
  private String workflow = "";

  @Option(
      names = "-P",
      paramLabel = "name=value",
      description = "A parameter of the workflow. May be repeated.")
  private Map<String, String> parameters = Map.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where reports go (reports in the working directory).")
  private Path out = Path.of("reports");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "Your own name for the run. The same key again resumes it, or says where its report is.")
  private @Nullable String key;

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private OwnOptions own = new OwnOptions();
  @Mixin private LimitOptions limits = new LimitOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DriveOptions output = new DriveOptions();

  private RunCommand(Surroundings around) {
    this.around = around;
  }

  /**
   * The command with the parameters of the workflow that is named as flags of its own.
   *
   * @param words the whole command line; empty for a command that is only described
   */
  static CommandLine commandLine(Surroundings around, String... words) {
    var command = new CommandLine(new RunCommand(around));
    WorkflowFlags.add(command.getCommandSpec(), around, List.of(words));
    return command;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    Map<String, String> said = new LinkedHashMap<>(parameters);
    said.putAll(WorkflowFlags.said(spec));
    Setup setup =
        Setup.of(model, config, Map.of()).withFeeds(feeds(said)).withTools(own.paths(config));
    Workflow chosen = chosen(Wiring.workflows(setup.reach().tools(), around));
    dev.bivouac.workflow.Parameters.fill(chosen, said);
    var session = new Session(around, config, output);
    var place =
        new RunRequest.Place(around.clock().getZone(), Locale.getDefault(), out, setup.wiring());
    RunRequest request = RunRequest.of(workflow, said).withKey(Session.key(key)).withPlace(place);
    return session.start(store.place(around, config), setup, request, chosen, limits);
  }

  private Workflow chosen(List<Workflow> known) {
    return known.stream()
        .filter(one -> one.name().equals(workflow))
        .findFirst()
        .orElseThrow(() -> unknown(known.stream().map(Workflow::name).toList()));
  }

  /** Some programs say {@code run list} for what is {@code ls} here. */
  private RuntimeException unknown(List<String> known) {
    Set<String> commands = Main.names(around);
    String meant = FamiliarWords.read().command(workflow, commands);
    return commands.contains(meant)
        ? new UsageException(
            "Workflow '%s' is not known. Did you mean `bivouac %s`?".formatted(workflow, meant))
        : new UnknownNameException("Workflow", workflow, known);
  }

  /** The list of feeds that the parameter names, as it must be found again at a resume. */
  private static Optional<Path> feeds(Map<String, String> said) {
    Optional<Path> list =
        Optional.ofNullable(said.get("sources"))
            .filter(name -> !name.isBlank())
            .map(name -> Path.of(name).toAbsolutePath().normalize());
    list.ifPresent(file -> {
      if (!Files.isReadable(file)) {
        throw new UsageException(
            "--sources must be a list of feeds, one address a line, was %s.".formatted(file));
      }
    });
    return list;
  }
}
