package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalCheck;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.UnknownRunException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads everything. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads every entry of every run, and checks it against what the store says of the run.",
      "Exit code 0 if all is whole, 1 if not. Nothing is changed."
    },
    footer = {"", "Examples:", "  bivouac store verify", "  bivouac store verify --store ~/copy"})
final class StoreVerifyCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  StoreVerifyCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    StorePlace place = store.place(around, Config.load(around));
    var wrongs = new TreeMap<String, List<String>>();
    int runs;
    try (Journal journal = Wiring.open(place, around)) {
      List<RunHead> heads = journal.list();
      runs = heads.size();
      for (RunHead head : heads) {
        List<String> found = check(journal, head);
        if (!found.isEmpty()) {
          wrongs.put(head.id().value(), found);
        }
      }
    }
    if (output.json) {
      around.printJson(document(runs, wrongs));
    } else {
      wrongs.forEach(
          (run, found) -> found.forEach(wrong -> around.print("Run %s: %s".formatted(run, wrong))));
      around.print(
          wrongs.isEmpty()
              ? "%s checked, all whole.".formatted(Shown.count(runs, "run"))
              : "%s checked, %d not whole. Restore them from a copy."
                  .formatted(Shown.count(runs, "run"), wrongs.size()));
    }
    return wrongs.isEmpty() ? ExitCode.COMPLETED : ExitCode.FAILED;
  }

  private static List<String> check(Journal journal, RunHead head) {
    try {
      return JournalCheck.wrongs(head, journal.read(head.id()));
    } catch (JournalFailedException e) {
      return List.of(String.valueOf(e.getMessage()));
    } catch (UnknownRunException e) {
      // Somebody has removed it meanwhile.
      return List.of();
    }
  }

  private static String document(int runs, Map<String, List<String>> wrongs) {
    var node = new ObjectMapper().createObjectNode().put("runs", runs);
    var damaged = node.putObject("damaged");
    wrongs.forEach((run, found) -> {
      ArrayNode array = damaged.putArray(run);
      found.forEach(array::add);
    });
    return node.toPrettyString();
  }
}
