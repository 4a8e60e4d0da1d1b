package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.persistence.FaultyFiles.Fault;
import dev.bivouac.run.RunId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class GroupWriterTest {
  private static final StoreOptions ON_A_FAULTY_DISK = new StoreOptions("faulty:", 1L << 28);
  private final RunId run = RunId.random(new Random(9));
  @TempDir private Path folder;

  @BeforeEach
  void makeDisk() {
    FaultyFiles.register();
    FaultyFiles.fail(Fault.NONE);
  }

  @AfterEach
  void mendDisk() {
    FaultyFiles.fail(Fault.NONE);
  }

  private H2Store open() {
    return H2Store.open(folder, Clock.systemUTC(), ON_A_FAULTY_DISK);
  }

  private Lease create(H2Store store) {
    return store.create(run, Optional.empty(), JournalContract.started("news"));
  }

  @Test
  void saysThatNothingWasWrittenWhenTheDiskRefusesAndGoesOnAfterwards() {
    try (var store = open()) {
      Lease lease = create(store);
      FaultyFiles.fail(Fault.WRITE);

      assertThatThrownBy(() -> say(store, lease, 2))
          .isInstanceOf(JournalFailedException.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("nothing was written");

      assertThat(store.read(run)).hasSize(1);
      say(store, lease, 2);
      assertThat(store.read(run)).hasSize(2);
    }
    assertKept(2);
  }

  @Test
  void findsAnEntryThatWasWrittenThoughTheDiskSaidNo() {
    try (var store = open()) {
      Lease lease = create(store);
      FaultyFiles.fail(Fault.REPORT);

      say(store, lease, 2);
      say(store, lease, 3);

      assertThat(store.read(run)).hasSize(3);
    }
    assertKept(3);
  }

  @Test
  void saysThatItDoesNotKnowWhenTheSyncFails() {
    try (var store = open()) {
      Lease lease = create(store);
      FaultyFiles.fail(Fault.SYNC);

      assertThatThrownBy(() -> say(store, lease, 2))
          .isInstanceOf(JournalFailedException.class)
          .hasMessageContaining("unknown");

      int entries = store.read(run).size();
      say(store, lease, entries + 1);
      assertThat(store.read(run)).hasSize(entries + 1);
    }
  }

  @Test
  void saysThatItDoesNotKnowWhenTheDiskIsGone() {
    try (var store = open()) {
      Lease lease = create(store);
      FaultyFiles.fail(Fault.EVERYTHING);

      assertThatThrownBy(() -> say(store, lease, 2))
          .isInstanceOf(JournalFailedException.class)
          .hasMessageContaining("unknown");
      assertThatThrownBy(() -> say(store, lease, 2)).isInstanceOf(JournalFailedException.class);

      FaultyFiles.fail(Fault.NONE);
      assertThat(store.read(run)).hasSize(1);
      say(store, lease, 2);
    }
    assertKept(2);
  }

  @Test
  void refusesOneOfAGroupWithoutHarmToTheOthers() throws InterruptedException, ExecutionException {
    try (var store = open()) {
      Lease stale = create(store);
      store.takeOver(run);
      List<Lease> good = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RunId id = RunId.random(new Random(100 + i));
        good.add(store.create(id, Optional.empty(), JournalContract.started("good")));
      }

      for (int number = 2; number < 12; number++) {
        sayAtOnce(store, good, stale, number);
      }

      for (Lease lease : good) {
        assertThat(store.read(lease.run())).hasSize(11);
      }
      assertThat(store.read(run)).hasSize(1);
    }
  }

  private static void sayAtOnce(H2Store store, List<Lease> good, Lease stale, int number)
      throws InterruptedException, ExecutionException {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> fine = new ArrayList<>();
      for (Lease lease : good) {
        fine.add(threads.submit(() -> sayAfter(start, store, lease, number)));
      }
      Future<Integer> refused = threads.submit(() -> sayAfter(start, store, stale, 2));
      start.countDown();
      for (Future<Integer> each : fine) {
        assertThat(each.get()).isEqualTo(1);
      }
      assertThatThrownBy(refused::get).hasCauseInstanceOf(JournalConflictException.class);
    }
  }

  private static int sayAfter(CountDownLatch start, H2Store store, Lease lease, int number)
      throws InterruptedException {
    start.await();
    return say(store, lease, number);
  }

  private static int say(H2Store store, Lease lease, int number) {
    return store
        .append(lease, number, List.of(JournalContract.said(number - 1, "text " + number)))
        .size();
  }

  private void assertKept(int entries) {
    try (var store = open()) {
      assertThat(store.read(run)).hasSize(entries);
    }
  }
}
