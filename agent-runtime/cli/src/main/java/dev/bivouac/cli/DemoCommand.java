package dev.bivouac.cli;

import dev.bivouac.cli.demo.Demo;
import dev.bivouac.cli.demo.Stage;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a run that is killed and goes on. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows a run that is killed in the middle of a tool, and goes on.",
      "Starts it, kills its process, resumes it, and puts both journals side by side:",
      "half a minute, no key, no network. It is a rehearsal: a model of rules and a small",
      "news site on this machine stand in for the real ones.",
      "Exit code 0 only if all happened as it is told."
    },
    footer = {"", "Examples:", "  bivouac demo", "  bivouac demo --keep"})
final class DemoCommand implements Callable<Integer> {
  private static final List<String> INTRO =
      List.of(
          "A run dies in the middle of a tool, and goes on. This is a rehearsal: a model",
          "of rules thinks, and the web is a small news site on this machine, slowed down",
          "so that you can watch. No key, no network, no money. All figures are measured.");

  private final Surroundings around;

  @Option(names = "--keep", description = "Keep the demo's store and reports, to look into them.")
  private boolean keep;

  @Option(names = "--debug", description = "Show stack traces and the log.")
  boolean debug;

  DemoCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    long since = System.nanoTime();
    Stage stage = stage();
    Consumer<String> out =
        line -> {
          if (!stage.isEnding()) {
            around.print(line);
          }
        };
    INTRO.forEach(out);
    List<String> failures =
        new Demo(stage, this::journal, out, Setting.REHEARSAL_PACE.name()).play();
    if (stage.isEnding()) {
      return ExitCode.SIGINT;
    }
    if (!failures.isEmpty()) {
      stage.keep();
      failures.forEach(around::say);
      around.say(
          "The demo failed. Its store, reports and log are in %s.".formatted(stage.folder()));
    }
    stage.clear();
    if (failures.isEmpty()) {
      outro(stage.folder(), Duration.ofNanos(System.nanoTime() - since));
    }
    return failures.isEmpty() ? ExitCode.COMPLETED : ExitCode.FAILED;
  }

  private void outro(Path folder, Duration took) {
    around.print("");
    around.print("That took %s. Next:".formatted(Shown.duration(took)));
    String row = "  %-41s %s";
    if (keep) {
      around.print("  bivouac show last --store %s".formatted(folder.resolve("store")));
      around.print("  (store, reports and log are kept in %s)".formatted(folder));
    } else {
      around.print(row.formatted("bivouac demo --keep", "keeps the store, to look into it"));
    }
    around.print(row.formatted("bivouac run daily-news-report --offline", "a run of your own"));
    around.print(row.formatted("bivouac resume", "after Ctrl-C or worse"));
    around.print(
        row.formatted("bivouac config set MOONSHOT_API_KEY -", "your key: the real thing"));
    around.print(row.formatted("bivouac doctor", "is all set up?"));
  }

  private Stage stage() {
    var settings = Setting.all().stream().map(Setting::name).collect(Collectors.toSet());
    try {
      return Stage.open(Main.class.getName(), settings, keep);
    } catch (IOException e) {
      throw new RefusedException(
          "No temporary folder can be made in %s (%s). Set -Djava.io.tmpdir to one that can be written."
              .formatted(System.getProperty("java.io.tmpdir"), e.getClass().getSimpleName()));
    }
  }

  private List<Entry> journal(Path store) {
    try (Journal journal = Wiring.open(StorePlace.of(store), around)) {
      return journal.list().stream()
          .findFirst()
          .map(run -> journal.read(run.id()))
          .orElse(List.of());
    }
  }
}
