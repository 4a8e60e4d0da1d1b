package dev.bivouac.persistence;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.stepByStep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.persistence.PowerDisk.Fault;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call to the disk in the life of a run: let it fail, go on, and see that all is right. */
@Timeout(120)
class FailingDiskTest {
  private static final StoreOptions ON_THE_DISK = new StoreOptions("power:", 1L << 28);
  private static final RunRequest REQUEST = RunRequest.goal("Pay the bill.");
  private static final String ANSWER = "The bill is paid.";
  private static final ModelReply[] SCRIPT = {
    asks("read", "{}"), asks("send", "{}"), asks("pay", "{}"), says(ANSWER)
  };
  private static final int CALLS = 3;

  private final ScriptedModel model = stepByStep(SCRIPT);
  @TempDir private Path folder;
  private Path empty;

  @BeforeEach
  void makeAnEmptyStore() throws IOException {
    PowerFiles.register();
    empty = Files.createDirectory(folder.resolve("empty"));
    Schema.migrate(new StoreFile(empty, 1, "async:"));
  }

  @Test
  void countsTheSameCallsEveryTime() throws IOException {
    assertThat(undisturbed("first")).isEqualTo(undisturbed("second")).isGreaterThan(100);
  }

  /** Some of them, from the first on; {@link #main} tries all, which takes a minute or two. */
  @ParameterizedTest
  @CsvSource({"NOTHING_DONE, 3", "DONE, 11", "FOR_EVER, 11"})
  void goesOnAfterAnyCallHasFailed(Fault fault, int every) throws IOException {
    assertThat(fallen(fault, every)).isGreaterThan(50 / every);
  }

  /** Arguments: a new folder. */
  public static void main(String[] args) throws IOException {
    var test = new FailingDiskTest();
    test.folder = Files.createDirectories(Path.of(args[0]));
    test.makeAnEmptyStore();
    for (Fault fault : Fault.values()) {
      int fallen = test.fallen(fault, 1);
      System.out.printf(
          "%s: %d calls, %d of them made the run fall, and it went on%n",
          fault, test.undisturbed("count-" + fault), fallen);
    }
  }

  /** Lets every so manieth call fail; returns how often the run fell. */
  private int fallen(Fault fault, int every) throws IOException {
    long calls = undisturbed("undisturbed-" + fault);
    int fallen = 0;
    for (long call = 1; call <= calls; call += every) {
      fallen += fallsAndGoesOn(fault, call) ? 1 : 0;
    }
    return fallen;
  }

  private long undisturbed(String name) throws IOException {
    PowerDisk disk = disk(name);
    var payments = new Payments();
    disk.failAt(Long.MAX_VALUE, Fault.NOTHING_DONE);
    try (var store = store(disk)) {
      assertAllIsRight(store, start(store, payments), payments);
    }
    disk.remove();
    return disk.mend();
  }

  /** True if the run was disturbed. */
  private boolean fallsAndGoesOn(Fault fault, long call) throws IOException {
    String name = fault + "-" + call;
    PowerDisk disk = disk(name);
    var payments = new Payments();
    disk.failAt(call, fault);
    boolean fallen;
    try (var store = store(disk)) {
      fallen = falls(store, payments);
      if (fallen && fault != Fault.FOR_EVER) {
        // The disk has had a fit: the same process goes on, at the latest when it has noticed.
        boolean again = falls(store, payments);
        assertAllIsRight(store, again ? start(store, payments) : found(store), payments);
      }
    } catch (AssertionError | JournalFailedException e) {
      throw new AssertionError(name, e);
    }
    disk.mend();
    Aging.age(disk.root().resolve("store"));
    try (var store = store(disk)) {
      boolean over = !fallen || fault != Fault.FOR_EVER;
      assertAllIsRight(store, over ? found(store) : start(store, payments), payments);
    } catch (AssertionError | JournalFailedException e) {
      throw new AssertionError(name, e);
    }
    disk.remove();
    PowerLossTrial.delete(disk.root());
    return fallen;
  }

  private boolean falls(H2Store store, Payments payments) {
    try {
      RunState unused = start(store, payments);
      return false;
    } catch (JournalFailedException e) {
      assertThat(e).hasMessageContaining(folder.toString());
      return true;
    }
  }

  private PowerDisk disk(String name) throws IOException {
    Path root = Files.createDirectory(folder.resolve(name));
    Path store = Files.createDirectory(root.resolve("store"));
    try (var files = Files.list(empty)) {
      for (Path file : files.toList()) {
        Files.copy(file, store.resolve(file.getFileName()));
      }
    }
    return PowerDisk.over(root, true);
  }

  private static H2Store store(PowerDisk disk) {
    return H2Store.open(
        PowerPaths.wrap(disk.root().resolve("store")),
        new SettableClock(Journals.START),
        ON_THE_DISK);
  }

  private static RunState found(H2Store store) {
    return RunState.replay(store.read(store.list().getFirst().id()));
  }

  /** Starts the run, or resumes the one that is there. */
  private RunState start(H2Store store, Payments payments) {
    var journal = new HeardJournal(store);
    var runtime = Runtimes.runtime(journal, model, payments.tools(journal));
    List<RunHead> runs = store.list();
    RunSummary summary =
        runs.isEmpty() ? runtime.run(REQUEST) : runtime.resume(runs.getFirst().id());
    return summary.state();
  }

  private static void assertAllIsRight(H2Store store, RunState state, Payments payments) {
    assertThat(state.outcome()).contains(new RunOutcome.Completed(ANSWER));
    assertThat(payments.wrongs()).isEmpty();
    assertThat(payments.paid()).hasSizeLessThanOrEqualTo(1);
    assertThat(payments.sent()).hasSize(1);
    List<JournalEvent> events = Journals.eventsOf(store);
    assertThat(events.getLast()).isInstanceOf(JournalEvent.RunFinished.class);
    assertThat(events)
        .filteredOn(event -> event instanceof ToolFinished || event instanceof OutcomeUnknown)
        .hasSize(CALLS);
  }
}
