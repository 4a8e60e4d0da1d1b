package dev.bivouac.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.journal.EntryJson;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a run's journal. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints a run's journal as JSON Lines, one entry a line, as --events does.",
      "With --json it is one array.",
      "What looks like a key or a password is taken out; look through it all the same before you pass it on."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac export 7k2 > run.jsonl",
      "  bivouac export last | jq -r 'select(.type == \"ToolStarted\") | .body'"
    })
final class ExportCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ChosenRun run = new ChosenRun();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ExportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    var redaction = new Redaction(Secrets.of(config));
    try (Journal journal = Wiring.open(store.place(around, config), around)) {
      RunHead head = run.in(journal);
      List<ObjectNode> entries =
          journal.read(head.id()).stream().map(entry -> EntryJson.write(head.id(), entry)).toList();
      entries.forEach(redaction::learn);
      if (output.json) {
        var array = JsonNodeFactory.instance.arrayNode();
        entries.forEach(entry -> array.add(redaction.of(entry)));
        around.printJson(array.toPrettyString());
      } else {
        entries.forEach(entry -> around.printJson(redaction.of(entry).toString()));
      }
    }
    if (redaction.number() > 0 && !output.quiet) {
      around.say(
          "Taken out: %s that look like secrets."
              .formatted(Shown.count(redaction.number(), "text")));
    }
    return ExitCode.COMPLETED;
  }
}
