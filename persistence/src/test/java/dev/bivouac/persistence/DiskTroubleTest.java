package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, at many points, one that takes nothing, and one that forgets bits. */
@Timeout(120)
class DiskTroubleTest {
  private static final StoreOptions ON_THE_DISK = new StoreOptions("power:", 1L << 28);
  private static final int POINTS = 50;

  /** Somewhat more than the run of the test takes on the disk. */
  private static final long MOST = 700_000;

  private static final int ENTRIES = 13;
  private final RunId run = RunId.random(new Random(5));
  @TempDir private Path folder;

  @BeforeEach
  void makeDisk() {
    PowerFiles.register();
  }

  @Test
  void keepsWhatItHasWhenTheDiskIsFullAndGoesOnWhenThereIsRoom() throws IOException {
    int refused = 0;
    for (int point = 0; point < POINTS; point++) {
      PowerDisk disk = PowerDisk.over(Files.createDirectory(folder.resolve("full-" + point)), true);
      disk.leaveRoom(MOST * point * point / POINTS / POINTS);
      refused += fillsAndGoesOn(disk) ? 1 : 0;
      disk.remove();
    }
    assertThat(refused).isBetween(POINTS / 2, POINTS - 1);
  }

  /** True if the disk was full on the way. */
  private boolean fillsAndGoesOn(PowerDisk disk) throws IOException {
    int acknowledged = 0;
    try (var store = store(disk)) {
      Lease lease = create(store);
      for (acknowledged = 1; acknowledged < ENTRIES; acknowledged++) {
        say(store, lease, acknowledged + 1);
      }
    } catch (JournalFailedException e) {
      assertThat(e)
          .hasMessageContainingAll(disk.root().toString(), "No space left on device")
          .hasMessageNotContaining("General error");
    }
    boolean full = acknowledged < ENTRIES;
    disk.mend();
    Aging.age(disk.root().resolve("store"));
    try (var store = store(disk)) {
      if (acknowledged > 0 || store.find(run).isPresent()) {
        assertThat(store.read(run)).hasSizeBetween(acknowledged, acknowledged + 1);
        assertThat(TrialText.isRight(run, store.read(run))).isTrue();
      }
      Lease lease = store.find(run).isPresent() ? store.takeOver(run) : createAtLast(store);
      for (int next = store.read(run).size() + 1; next <= ENTRIES; next++) {
        say(store, lease, next);
      }
      assertThat(TrialText.isRight(run, store.read(run))).isTrue();
    }
    return full;
  }

  @Test
  void readsFromAFolderThatCannotBeWritten() throws IOException {
    PowerDisk disk = PowerDisk.over(Files.createDirectory(folder.resolve("read-only")), true);
    try (var store = store(disk)) {
      say(store, create(store), 2);
    }
    disk.leaveRoom(-1);

    try (var store = store(disk)) {
      assertThat(store.list()).hasSize(1);
      assertThat(store.read(run)).hasSize(2);
      assertThatThrownBy(() -> store.takeOver(run))
          .isInstanceOf(JournalFailedException.class)
          .hasMessageContainingAll(disk.root().toString(), "Read-only file system");
      assertThatThrownBy(() ->
              store.create(
                  RunId.random(new Random(6)), Optional.empty(), JournalContract.started("power")))
          .isInstanceOf(JournalFailedException.class)
          .hasMessageContainingAll(disk.root().toString(), "Read-only file system");
    }

    disk.mend();
    try (var store = store(disk)) {
      say(store, store.takeOver(run), 3);
    }
    disk.remove();
  }

  /** More of them: {@link BitTrial#main}. */
  @Test
  void readsWhatWasWrittenOrRefusesWhenBitsHaveChanged() throws IOException {
    BitTrial.Found found = new BitTrial(folder, 1).damage(60);

    assertThat(found.wrongs()).isEmpty();
    assertThat(found.refused()).isBetween(20, 50);
  }

  private static H2Store store(PowerDisk disk) {
    return H2Store.open(
        PowerPaths.wrap(disk.root().resolve("store")), Clock.systemUTC(), ON_THE_DISK);
  }

  private Lease create(H2Store store) {
    return store.create(run, Optional.empty(), JournalContract.started("power"));
  }

  /** H2 may tell a process of the failure of a file that it was opening once more. */
  private Lease createAtLast(H2Store store) {
    try {
      return create(store);
    } catch (JournalFailedException e) {
      assertThat(e).hasMessageContaining("No space left on device");
      return create(store);
    }
  }

  private void say(H2Store store, Lease lease, int number) {
    assertThat(store.append(lease, number, List.of(TrialText.said(run, number)))).hasSize(1);
  }
}
