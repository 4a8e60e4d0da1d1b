package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.Lease;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process lets go of a file that has grown large when it drives no run in it any more. */
@Timeout(120)
class LettingGoTest {
  private static final String TEXT = "0123456789".repeat(500);
  private static final long LARGE = 1_500_000;

  /** Large at once, and too small to be made smaller. */
  private static final long ALWAYS_LARGE = 1;

  private final Random random = new Random(7);
  @TempDir private Path folder;

  private H2Store open(long largeFile) {
    return H2Store.open(
        folder, Clock.systemUTC(), new StoreOptions(StoreOptions.DEFAULT.scheme(), largeFile));
  }

  private synchronized Lease create(H2Store store) {
    return store.create(RunId.random(random), Optional.empty(), JournalContract.started("news"));
  }

  private static JournalEvent paused() {
    return new RunPaused(PauseReason.QUESTION, "Which one?");
  }

  private static JournalEvent finished() {
    return new RunFinished(new RunOutcome.Cancelled("not wanted"));
  }

  /** More entries for a run, the last of which ends its driving; how many it has then. */
  private static int drive(H2Store store, Lease lease, int before, JournalEvent end) {
    int next = before + 1;
    for (int i = 0; i < 20; i++, next++) {
      store.append(lease, next, List.of(JournalContract.said(next - 1, TEXT)));
    }
    return store.append(lease, next, List.of(end)).getFirst().number();
  }

  private long held() throws IOException {
    return Stores.files(folder).keySet().stream().filter(this::isHeld).count();
  }

  private boolean isHeld(String name) {
    return StoreFile.of(folder.toAbsolutePath(), name, StoreOptions.DEFAULT.scheme())
        .filter(HeldFiles::isHeldHere)
        .isPresent();
  }

  private long size() throws IOException {
    return Stores.files(folder).values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void holdsFewFilesHoweverManyRunsItDrives()
      throws IOException, InterruptedException, ExecutionException {
    int runs = 40;
    try (var store = open(LARGE)) {
      for (int i = 0; i < runs / 2; i++) {
        drive(store, create(store), 1, i % 2 == 0 ? paused() : finished());
      }
      assertThat(store.list()).hasSize(runs / 2);
      assertThat(held()).isLessThanOrEqualTo(1);

      sideBySide(runs / 2, () -> drive(store, create(store), 1, paused()));

      assertThat(store.list()).hasSize(runs);
      assertThat(held()).isLessThanOrEqualTo(1);
      // What is held may be as large as a file gets; the rest is near its content.
      assertThat(size() - LARGE).isLessThan(2L * runs * 20 * TEXT.length());
      RunId paused = store.list().getFirst().id();
      assertThat(store.read(paused)).hasSize(22);
      assertThat(drive(store, store.takeOver(paused), 22, paused())).isEqualTo(43);
    }
    try (var store = open(LARGE)) {
      assertThat(store.list()).allSatisfy(run -> assertThat(store.read(run.id())).isNotEmpty());
    }
  }

  @Test
  void letsAnotherProcessTakeARunOfAFileThatItHasLetGoOf() throws IOException {
    try (var store = open(ALWAYS_LARGE)) {
      RunId run = create(store).run();
      drive(store, store.takeOver(run), 1, paused());
      assertThat(store.list()).hasSize(1);
      assertThat(held()).isZero();

      try (Child child = Child.start("resume", folder, run.value())) {
        assertThat(child.line()).contains("ready");
        child.go();
        assertThat(child.line()).contains("won epoch 3");
      }
    }
  }

  @Test
  void keepsALargeFileInWhichARunIsBeingDriven() throws IOException {
    try (var store = open(ALWAYS_LARGE)) {
      Lease driven = create(store);
      Lease older = store.takeOver(create(store).run());
      Lease newer = store.takeOver(older.run());
      assertThatThrownBy(() -> drive(store, older, 1, paused()))
          .isInstanceOf(JournalConflictException.class);
      drive(store, driven, 1, paused());
      assertThat(store.list()).hasSize(2);
      assertThat(held()).isEqualTo(1);

      store.remove(newer);

      assertThat(store.list()).hasSize(1);
      assertThat(held()).isZero();
    }
  }

  @Test
  void takesTheFileAgainForALeaseThatIsStillGood() {
    try (var store = open(ALWAYS_LARGE)) {
      Lease lease = create(store);
      int entries = drive(store, lease, 1, paused());
      assertThat(store.list()).hasSize(1);

      assertThat(store.append(lease, entries + 1, List.of(finished()))).hasSize(1);
      assertThat(store.read(lease.run())).hasSize(entries + 1);
    }
  }

  @Test
  void refusesALeaseThatBecameVoidSinceItsFileWasLetGoOf() {
    try (var store = open(ALWAYS_LARGE);
        var other = open(ALWAYS_LARGE)) {
      Lease lease = create(store);
      int entries = drive(store, lease, 1, paused());
      assertThat(store.list()).hasSize(1);

      Lease taken = other.takeOver(lease.run());
      assertThatThrownBy(() -> drive(store, lease, entries, paused()))
          .isInstanceOf(JournalConflictException.class);
      drive(other, taken, entries, paused());
      assertThat(other.list()).hasSize(1);
      assertThatThrownBy(() -> drive(store, lease, entries, paused()))
          .isInstanceOf(JournalConflictException.class);
      assertThatThrownBy(() -> store.remove(lease)).isInstanceOf(JournalConflictException.class);
      assertThat(store.takeOver(lease.run()).epoch()).isEqualTo(3);
    }
  }

  @Test
  void answersThreadsThatTakeReadAndListWhileFilesAreLetGo()
      throws IOException, InterruptedException, ExecutionException {
    try (var store = open(ALWAYS_LARGE)) {
      List<RunId> runs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Lease lease = create(store);
        store.append(lease, 2, List.of(paused()));
        runs.add(lease.run());
      }
      var all = new ArrayList<Callable<Integer>>();
      for (RunId run : runs) {
        all.add(() -> {
          int entries = 2;
          for (int round = 0; round < 8; round++) {
            entries = drive(store, store.takeOver(run), entries, paused());
          }
          return entries;
        });
        all.add(() -> {
          for (int round = 0; round < 20; round++) {
            assertThat(store.read(run)).hasSizeGreaterThan(1);
            assertThat(store.find(run)).isPresent();
            assertThat(store.list()).hasSize(runs.size());
          }
          return 2 + 8 * 21;
        });
      }

      assertThat(sideBySide(all)).containsOnly(2 + 8 * 21);
      assertThat(store.list()).hasSize(runs.size());
      assertThat(held()).isZero();
      assertThat(runs).allSatisfy(run -> assertThat(store.read(run)).hasSize(2 + 8 * 21));
    }
  }

  private static void sideBySide(int times, Callable<Integer> work)
      throws InterruptedException, ExecutionException {
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(work);
    }
    sideBySide(all);
  }

  private static List<Integer> sideBySide(List<Callable<Integer>> all)
      throws InterruptedException, ExecutionException {
    var answers = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (Future<Integer> each : threads.invokeAll(all)) {
        answers.add(each.get());
      }
    }
    return answers;
  }
}
