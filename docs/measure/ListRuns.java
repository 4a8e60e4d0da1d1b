import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunSpec;
import dev.bivouac.journal.RunState;
import dev.bivouac.persistence.H2Store;
import dev.bivouac.run.RunId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * How long {@code ./bivouac ls} takes with 1,000 runs in the store. One offline report is written and its journal
 * copied under other names and topics. From the project's folder: {@code java -cp
 * "agent-runtime/cli/target/program/lib/*" docs/measure/ListRuns.java [rounds [runs]]}; the first round is not counted.
 */
final class ListRuns {
  private static final int RUNS_OF_A_PROCESS = 50;

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length < 1 ? 21 : Integer.parseInt(arguments[0]);
    int runs = arguments.length < 2 ? 1000 : Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("list-runs");
    String store = folder.resolve("store").toString();
    bivouac("run", "daily-news-report", "--offline", "--quiet", "--store", store, "--out", folder.toString());
    fill(Path.of(store), runs);
    try (var files = Files.list(Path.of(store))) {
      files.filter(file -> file.toString().endsWith(".db")).forEach(file ->
          System.out.printf("%s: %,d bytes%n", file, file.toFile().length()));
    }
    measure("ls", rounds, "ls", "--store", store);
    measure("ls --limit " + runs, rounds, "ls", "--store", store, "--limit", Integer.toString(runs));
    measure("ls --json", rounds, "ls", "--store", store, "--json");
    measure("--version", rounds, "--version");
  }

  private static void fill(Path store, int runs) {
    var random = new Random(1);
    List<JournalEvent> events;
    try (H2Store journal = H2Store.open(store, Clock.systemUTC())) {
      RunHead one = journal.list().getFirst();
      events = journal.read(one.id()).stream().map(Entry::event).toList();
    }
    for (int i = 1; i < runs; ) {
      // As many processes would, each of which closes the store and gives space back.
      try (H2Store journal = H2Store.open(store, Clock.systemUTC())) {
        for (int end = Math.min(runs, i + RUNS_OF_A_PROCESS); i < end; i++) {
          RunStarted started = started((RunStarted) events.getFirst(), i);
          Lease lease = journal.create(RunId.random(random), Optional.empty(), started);
          RunState first = RunState.replay(journal.read(lease.run()));
          journal.append(lease, Batch.after(first, events.subList(1, events.size())));
        }
      }
    }
  }

  private static RunStarted started(RunStarted first, int number) {
    RunSpec spec = first.spec();
    var parameters = new TreeMap<>(spec.parameters());
    parameters.put("topic", "what became of question number " + number);
    return new RunStarted(
        new RunSpec(spec.workflow(), parameters, spec.setting(), spec.model(), spec.limits(), spec.program()),
        first.opening());
  }

  private static void measure(String name, int rounds, String... words) throws IOException, InterruptedException {
    var millis = new long[rounds];
    for (int i = -1; i < rounds; i++) {
      long started = System.nanoTime();
      bivouac(words);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - started) / 1_000_000;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%s, %d rounds: min %d ms, median %d ms, max %d ms%n",
        name, rounds, millis[0], millis[rounds / 2], millis[rounds - 1]);
  }

  private static void bivouac(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 1];
    command[0] = "./bivouac";
    System.arraycopy(words, 0, command, 1, words.length);
    int code = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File("/dev/null"))
        .start()
        .waitFor();
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + code + "; try it by hand");
    }
  }
}
