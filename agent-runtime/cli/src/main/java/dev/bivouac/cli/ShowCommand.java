package dev.bivouac.cli;

import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.planner.SentRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what happened in a run. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells what happened in a run: goal, steps, calls, cost, where it stands, what to do next.",
      "A completed run's report stands at the end."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac show last",
      "  bivouac show 7k2 --step 3 --reasoning",
      "  bivouac show last --step 3 --request",
      "  bivouac show last --report",
      "  bivouac show last --html run.html"
    })
final class ShowCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ChosenRun run = new ChosenRun();

  @Option(names = "--step", paramLabel = "N", description = "This step alone, in full.")
  private @Nullable Integer step;

  @Option(names = "--reasoning", description = "With what the model thought.")
  private boolean reasoning;

  @Option(
      names = "--full",
      description =
          "Whole texts, arguments and results in place of their first lines; with --json, every step.")
  private boolean full;

  @Option(
      names = "--request",
      description = "With --step: the very JSON that was sent to the model for it.")
  private boolean request;

  @Option(names = "--report", description = "A completed run's report alone, as it was written.")
  private boolean report;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write one page that holds all of it and can be passed on; - for standard output.")
  private @Nullable String html;

  @Option(names = "--no-pager", description = "Print straight to the terminal.")
  private boolean noPager;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    long ways = List.of(step != null, report, html != null).stream().filter(said -> said).count();
    if (ways > 1 || (output.json && ways > 0)) {
      throw new UsageException("Say only one of --step, --report, --html and --json.");
    }
    if (request && step == null) {
      throw new UsageException("--request goes with --step N.");
    }
    Config config = Config.load(around);
    StorePlace place = store.place(around, config);
    RunHead head;
    List<Entry> entries;
    try (Journal journal = Wiring.open(place, around)) {
      head = run.in(journal);
      entries = journal.read(head.id());
    }
    if (request && step != null) {
      new RequestText(head, entries).write(around, config, step);
    } else {
      show(RunLogFile.find(place, head.id()), head, entries);
    }
    return ExitCode.COMPLETED;
  }

  private void show(Optional<Path> log, RunHead head, List<Entry> entries) {
    var story = Story.of(entries);
    int otherRequests = SentRequest.mismatches(entries);
    if (output.json) {
      around.printJson(SummaryJson.of(head.id(), story, otherRequests, full));
      return;
    }
    if (html != null) {
      var page = new RunPage(head, story, full);
      PageFile.write(
          around, html, page.markup(around.clock().instant().atZone(around.clock().getZone())));
      return;
    }
    if (report) {
      report(head, story);
      return;
    }
    try (Pager pager = Pager.open(around, !noPager)) {
      var telling =
          new Telling(
              reasoning,
              full || step != null,
              Width.of(around),
              Width.ofText(around),
              Ink.of(around));
      if (step == null) {
        tellOf(otherRequests, pager);
        new RunStory(head, story, log).whole(telling, around.clock().getZone(), pager::line);
      } else if (step < 1 || step > story.chapters().size()) {
        throw new UsageException(
            story.chapters().isEmpty()
                ? "Run %s has no steps yet.".formatted(head.id())
                : "Run %s has steps 1 to %d, not %d."
                    .formatted(head.id(), story.chapters().size(), step));
      } else {
        new StoryText(story, telling, pager::line).chapter(story.chapters().get(step - 1));
      }
    }
  }

  private static void tellOf(int otherRequests, Pager pager) {
    if (otherRequests > 0) {
      pager.line(
          "%s would be built with other messages by this program than they were sent with, so a provider's cache would not know them again."
              .formatted(Shown.count(otherRequests, "request")));
    }
  }

  private void report(RunHead head, Story story) {
    Report found =
        Report.of(story.state())
            .orElseThrow(() ->
                new UsageException(
                    "Run %s has no report: it is %s. `bivouac show %s` tells why."
                        .formatted(head.id(), LsCommand.word(head), head.id())));
    try (Pager pager = Pager.open(around, !noPager)) {
      found.tell(Width.ofText(around), pager::line);
    }
  }
}
