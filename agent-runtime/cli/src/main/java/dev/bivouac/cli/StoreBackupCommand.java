package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.persistence.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies the store. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Copies all runs to a new folder, which is a store itself; also while runs are at work.",
      "Log files and reports are not copied."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac store backup ~/backup/bivouac-2026-11-26",
      "  bivouac ls --store ~/backup/bivouac-2026-11-26"
    })
final class StoreBackupCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "Where to: a folder that is empty or not there yet.")
  private Path target = Path.of("");

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  StoreBackupCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    StorePlace place = store.place(around, Config.load(around));
    try (Store opened = Wiring.open(place, around)) {
      int runs = opened.backup(target);
      if (output.json) {
        around.printJson(
            new ObjectMapper()
                .createObjectNode()
                .put("runs", runs)
                .put("folder", target.toAbsolutePath().normalize().toString())
                .toPrettyString());
      }
      around.say(
          "Copied %s to %s. `bivouac store verify --store %s` reads it through."
              .formatted(Shown.count(runs, "run"), target, target));
    }
    return ExitCode.COMPLETED;
  }
}
