package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final int STEPS = 250;

  private final Random random = new Random(3);
  @TempDir private Path folder;

  private H2Store open(String name) {
    return H2Store.open(folder.resolve(name), Clock.systemUTC());
  }

  private Lease write(H2Store store, String key) {
    Lease lease =
        store.create(RunId.random(random), Optional.of(key), JournalContract.started("news"));
    for (int step = 1; step <= STEPS; step++) {
      store.append(
          lease, step + 1, List.of(JournalContract.said(step, ChildMain.text(step) + "äé\u0000")));
    }
    return lease;
  }

  @Test
  void holdsEveryEntryAndGoesOn() {
    List<RunHead> heads;
    List<Entry> entries;
    RunId run;
    try (H2Store store = open("store")) {
      run = write(store, "one").run();
      write(store, "two");
      entries = store.read(run);
      heads = store.list();

      assertThat(store.backup(folder.resolve("copy"))).isEqualTo(2);
    }

    try (H2Store copy = open("copy")) {
      assertThat(copy.list()).usingRecursiveComparison().ignoringFields("holder").isEqualTo(heads);
      assertThat(copy.read(run)).isEqualTo(entries);
      Lease lease = copy.takeOver(run);
      assertThat(lease.epoch()).isEqualTo(2);
      assertThat(copy.append(lease, STEPS + 2, List.of(JournalContract.said(1, "more"))))
          .hasSize(1);
    }
  }

  @Test
  void isTakenWhileAnotherProcessWrites() throws IOException, InterruptedException {
    Path store = folder.resolve("store");
    RunId run;
    int said;
    try (Child child = Child.start("append", store, "1")) {
      String[] words = child.line().orElseThrow().split(" ", 2);
      run = new RunId(words[0]);
      do {
        said = Integer.parseInt(child.line().orElseThrow().split(" ", 2)[1]);
      } while (said < 50);

      try (H2Store reader = open("store")) {
        assertThat(reader.backup(folder.resolve("copy"))).isEqualTo(1);
      }
      child.kill();
    }

    try (H2Store copy = open("copy")) {
      assertThat(copy.read(run)).hasSizeGreaterThanOrEqualTo(said);
    }
  }

  @Test
  void ofACutFileIsRefused() throws IOException {
    try (H2Store store = open("store")) {
      write(store, "one");
    }
    Path data = folder.resolve("store/runs-0001.mv.db");
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    try (H2Store store = open("store")) {
      assertThatThrownBy(() -> store.backup(folder.resolve("copy")))
          .isInstanceOf(JournalFailedException.class)
          .hasMessageContaining("runs-0001.mv.db");
    }
    assertThat(folder.resolve("copy/runs-0001.mv.db")).doesNotExist();
  }

  @Test
  void neverOverwritesAnything() throws IOException {
    Files.createDirectories(folder.resolve("copy"));
    Files.writeString(folder.resolve("copy/notes.txt"), "mine");
    try (H2Store store = open("store")) {
      write(store, "one");

      assertThatThrownBy(() -> store.backup(folder.resolve("copy")))
          .isInstanceOf(JournalFailedException.class)
          .hasMessageContaining("is not empty");
    }
  }
}
