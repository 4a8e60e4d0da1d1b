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
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class H2StoreDamageTest {
  private static final int STEPS = 20;
  private final RunId run = RunId.random(new Random(5));
  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("runs-0001.mv.db");
  }

  private H2Store open() {
    return H2Store.open(folder, Clock.systemUTC());
  }

  @BeforeEach
  void writeARun() {
    try (var store = open()) {
      Lease lease = store.create(run, Optional.empty(), JournalContract.started("news"));
      for (int step = 1; step <= STEPS; step++) {
        store.append(lease, step + 1, List.of(JournalContract.said(step, ChildMain.text(step))));
      }
    }
  }

  @Test
  void leavesAStoreOfANewerVersionAsItIs() throws IOException, SQLException {
    try (Connection connection = H2.open("async:", data());
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE \"flyway_schema_history\" SET \"version\" = '7'");
    }
    byte[] before = Files.readAllBytes(data());
    String refusal =
        "Store %s was written by a newer Bivouac (schema 7, this program knows %d). Use that version; nothing was changed."
            .formatted(data(), Schema.VERSION);

    try (var store = open()) {
      assertThatThrownBy(() -> store.takeOver(run))
          .isInstanceOf(JournalFailedException.class)
          .hasMessage(refusal);
      assertThatThrownBy(store::list).hasMessage(refusal);
      assertThatThrownBy(() ->
              store.create(
                  RunId.random(new Random(6)), Optional.empty(), JournalContract.started("more")))
          .hasMessage(refusal);
    }

    assertThat(Files.readAllBytes(data())).isEqualTo(before);
  }

  @Test
  void refusesAFileThatWasCut() throws IOException {
    byte[] whole = Files.readAllBytes(data());
    for (int percent = 0; percent < 100; percent += 7) {
      byte[] cut = Arrays.copyOf(whole, (int) ((long) whole.length * percent / 100));
      Files.write(data(), cut);

      try (var store = open()) {
        assertThatThrownBy(() -> store.read(run))
            .as("%d percent", percent)
            .isInstanceOf(JournalFailedException.class)
            .hasMessageContaining(data().toString());
        assertThatThrownBy(() -> store.takeOver(run)).isInstanceOf(JournalFailedException.class);
      }

      assertThat(Files.readAllBytes(data())).isEqualTo(cut);
    }
  }

  @Test
  void givesTheRightEntriesOrNoneWhenAFileWasOverwritten() throws IOException {
    byte[] whole = Files.readAllBytes(data());
    var random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 30; round++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length - 4096);
      for (int i = 0; i < 4096; i++) {
        damaged[at + i] = (byte) random.nextInt();
      }
      Files.write(data(), damaged);

      try (var store = open()) {
        assertThat(store.read(run)).hasSize(STEPS + 1);
        assertThat(store.read(run).getLast().event())
            .isEqualTo(JournalContract.said(STEPS, ChildMain.text(STEPS)));
      } catch (JournalFailedException e) {
        assertThat(e).hasMessageContainingAll(data().toString(), "from a copy");
        refused++;
      }

      assertThat(Files.readAllBytes(data())).isEqualTo(damaged);
    }
    assertThat(refused).isPositive();
  }

  @Test
  void goesOnWithACutFileOnceItIsToldTo() throws IOException {
    byte[] whole = Files.readAllBytes(data());
    Files.write(data(), Arrays.copyOf(whole, whole.length * 2 / 3));
    Files.delete(folder.resolve("runs-0001.owner"));

    try (var store = open()) {
      List<?> entries = store.read(run);
      assertThat(entries).hasSizeBetween(1, STEPS);
      Lease lease = store.takeOver(run);
      store.append(
          lease, entries.size() + 1, List.of(JournalContract.said(entries.size(), "again")));
    }
  }

  @Test
  void refusesAFileWhereAFolderIsWanted() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> H2Store.open(file, Clock.systemUTC()))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageContaining(file.toString());
    try (var store = H2Store.open(file.resolve("below"), Clock.systemUTC())) {
      assertThat(store.list()).isEmpty();
      assertCannotCreate(store, file.resolve("below"));
    }
  }

  @Test
  void saysWhichFileItCannotWrite() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createDirectory(other.resolve("runs-0001.owner"));

    try (var store = H2Store.open(other, Clock.systemUTC())) {
      assertCannotCreate(store, other.resolve("runs-0001.mv.db"));
    }

    assertThat(other.resolve("runs-0001.mv.db")).doesNotExist();
  }

  @Test
  void refusesAFolderThatCannotStandInAnAddress() {
    assertThatThrownBy(() -> H2Store.open(folder.resolve("a;b"), Clock.systemUTC()))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageContaining("a;b");
  }

  private static void assertCannotCreate(H2Store store, Path named) {
    assertThatThrownBy(() ->
            store.create(
                RunId.random(new Random(1)), Optional.empty(), JournalContract.started("news")))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageContaining(named.toString());
  }
}
