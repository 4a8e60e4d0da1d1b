package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.persistence.Stores;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what the store holds. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells where the store is, how large, which runs it holds and who uses it.",
    footer = {"", "Examples:", "  bivouac store info", "  bivouac store info --json"})
final class StoreInfoCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  StoreInfoCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    StorePlace place = store.place(around, Config.load(around));
    List<RunHead> runs;
    try (Journal journal = Wiring.open(place, around)) {
      runs = journal.list();
    }
    Map<String, Long> files = files(place);
    if (output.json) {
      around.printJson(document(place, runs, files));
    } else {
      tell(place, runs, files);
    }
    return ExitCode.COMPLETED;
  }

  private void tell(StorePlace place, List<RunHead> runs, Map<String, Long> files) {
    line("Store", place.toString());
    files.forEach((name, size) -> line("File", "%s, %s".formatted(name, Shown.bytes(size))));
    String byStatus =
        byStatus(runs).entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", ", ": ", ""));
    line("Runs", runs.isEmpty() ? "none" : runs.size() + byStatus);
    line("Entries", "%,d".formatted(entries(runs)));
    if (!runs.isEmpty()) {
      line("Oldest", runs.getLast().position().createdAt().toString());
      line("Newest", runs.getFirst().position().createdAt().toString());
    }
    holders(runs).forEach(holder -> line("In use", "by " + holder));
  }

  private void line(String name, String value) {
    around.print("%-9s %s".formatted(name, value));
  }

  private static String document(StorePlace place, List<RunHead> runs, Map<String, Long> files) {
    ObjectNode node = new ObjectMapper().createObjectNode().put("store", place.toString());
    var array = node.putArray("files");
    files.forEach((name, size) -> array.addObject().put("name", name).put("bytes", size));
    node.put("runs", runs.size()).put("entries", entries(runs));
    var statuses = node.putObject("byStatus");
    byStatus(runs).forEach(statuses::put);
    var users = node.putArray("inUseBy");
    holders(runs).forEach(users::add);
    return node.toPrettyString();
  }

  private static Map<String, Long> byStatus(List<RunHead> runs) {
    return runs.stream()
        .collect(Collectors.groupingBy(LsCommand::word, TreeMap::new, Collectors.counting()));
  }

  private static long entries(List<RunHead> runs) {
    return runs.stream().mapToLong(run -> run.position().entries()).sum();
  }

  private static List<String> holders(List<RunHead> runs) {
    return runs.stream()
        .flatMap(run -> run.holder().stream())
        .map(RunHead.Holder::process)
        .distinct()
        .toList();
  }

  private static Map<String, Long> files(StorePlace place) {
    try {
      return place.folder().isPresent() ? Stores.files(place.folder().get()) : Map.of();
    } catch (IOException e) {
      throw new RefusedException(
          "Store %s cannot be listed (%s).".formatted(place, e.getMessage()));
    }
  }
}
