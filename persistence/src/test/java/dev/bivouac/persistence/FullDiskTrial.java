package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full, or mounted for reading only: a {@code tmpfs}. Only where this process
 * may mount one; {@link DiskTroubleTest} does the same everywhere with a layer under H2.
 */
@Tag("trial")
class FullDiskTrial {
  private static final int POINTS = 50;
  private static final int ENTRIES = 13;
  private static final int PAGE = 4096;

  /** Somewhat more than the run takes on the disk. */
  private static final long MOST = 800_000;

  private final RunId run = RunId.random(new Random(5));
  private int mounted;
  @TempDir private Path folder;

  @Test
  void keepsWhatItHasWhenATmpfsIsFullAndGoesOnWhenThereIsRoom()
      throws IOException, InterruptedException {
    int refused = 0;
    for (int point = 1; point <= POINTS; point++) {
      Path disk = Files.createDirectory(folder.resolve("disk-" + point));
      long size = PAGE + MOST * point / POINTS / PAGE * PAGE;
      boolean mounts =
          isDone("mount", "-t", "tmpfs", "-o", "size=" + size, "none", disk.toString());
      assumeTrue(mounts, "this process may not mount");
      mounted++;
      try {
        int acknowledged = fill(disk);
        refused += acknowledged < ENTRIES ? 1 : 0;
        assertThat(isDone("mount", "-o", "remount,size=16m", disk.toString())).isTrue();
        goOn(disk, acknowledged);
      } finally {
        // Not busy any more: a store that is closed has nothing open.
        assertThat(isDone("umount", disk.toString())).isTrue();
      }
    }
    System.out.printf("%d sizes of a tmpfs, full at %d, nothing lost%n", mounted, refused);
    assertThat(refused).isBetween(POINTS / 2, POINTS - 1);
  }

  @Test
  void readsFromAFolderThatIsMountedReadOnly() throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("read-only"));
    boolean mounts = isDone("mount", "-t", "tmpfs", "-o", "size=16m", "none", disk.toString());
    assumeTrue(mounts, "this process may not mount");
    try {
      try (var store = open(disk)) {
        Lease lease = store.create(run, Optional.empty(), JournalContract.started("power"));
        say(store, lease, 2);
      }
      assertThat(isDone("mount", "-o", "remount,ro", disk.toString())).isTrue();
      Map<String, String> before = contents(disk);

      try (var store = open(disk)) {
        assertThat(store.list()).hasSize(1);
        assertThat(TrialText.isRight(run, store.read(run))).isTrue();
        refuses(disk, () -> store.takeOver(run));
        refuses(
            disk,
            () -> {
              RunId another = RunId.random(new Random(6));
              store.create(another, Optional.empty(), JournalContract.started("power"));
            });
        refuses(
            disk,
            () -> {
              RunId another = RunId.random(new Random(7));
              store.create(another, Optional.of("key"), JournalContract.started("power"));
            });
        assertThat(store.read(run)).hasSize(2);
      }

      assertThat(contents(disk)).isEqualTo(before);
      assertThat(isDone("mount", "-o", "remount,rw", disk.toString())).isTrue();
      try (var store = open(disk)) {
        say(store, store.takeOver(run), 3);
      }
    } finally {
      assertThat(isDone("umount", disk.toString())).isTrue();
    }
  }

  private static void refuses(Path disk, ThrowingCallable writing) {
    assertThatThrownBy(writing)
        .isInstanceOf(JournalFailedException.class)
        .hasMessageContainingAll(disk.toString(), "Read-only file system")
        .hasMessageNotContaining("General error");
  }

  private static Map<String, String> contents(Path disk) throws IOException {
    var contents = new HashMap<String, String>();
    try (var files = Files.walk(disk)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            file.toString(),
            Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private static boolean isDone(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  /** Writes until the disk is full, or the run is whole; how many entries were acknowledged. */
  private int fill(Path disk) {
    int acknowledged = 0;
    try (var store = open(disk)) {
      Lease lease = store.create(run, Optional.empty(), JournalContract.started("power"));
      for (acknowledged = 1; acknowledged < ENTRIES; acknowledged++) {
        say(store, lease, acknowledged + 1);
      }
    } catch (JournalFailedException e) {
      assertThat(e)
          .hasMessageContainingAll(disk.toString(), "No space left on device")
          .hasMessageNotContaining("General error");
    }
    return acknowledged;
  }

  private void goOn(Path disk, int acknowledged) {
    try (var store = open(disk)) {
      boolean there = store.find(run).isPresent();
      assertThat(there || acknowledged == 0).isTrue();
      if (there) {
        assertThat(store.read(run)).hasSizeBetween(acknowledged, acknowledged + 1);
      }
      Lease lease =
          there
              ? store.takeOver(run)
              : store.create(run, Optional.empty(), JournalContract.started("power"));
      for (int next = store.read(run).size() + 1; next <= ENTRIES; next++) {
        say(store, lease, next);
      }
      assertThat(TrialText.isRight(run, store.read(run))).isTrue();
    }
  }

  private static H2Store open(Path disk) {
    return H2Store.open(disk.resolve("store"), Clock.systemUTC());
  }

  private void say(H2Store store, Lease lease, int number) {
    assertThat(store.append(lease, number, List.of(TrialText.said(run, number)))).hasSize(1);
  }
}
