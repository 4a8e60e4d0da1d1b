package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class H2StoreFilesTest {
  private final Random random = new Random(3);
  @TempDir private Path parent;

  private Path folder() {
    return parent.resolve("a").resolve("store");
  }

  private Path data() {
    return folder().resolve("runs-0001.mv.db");
  }

  private H2Store open() {
    return H2Store.open(folder(), Clock.systemUTC());
  }

  private Lease create(H2Store store) {
    return store.create(RunId.random(random), Optional.empty(), JournalContract.started("news"));
  }

  @Test
  void makesNothingUntilARunIsWritten() {
    try (var store = open()) {
      assertThat(store.list()).isEmpty();
      assertThat(store.findByKey("daily")).isEmpty();
    }

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsFolderAndFilesToTheirUser() throws IOException {
    try (var store = open()) {
      create(store);
      store.create(RunId.random(random), Optional.of("key"), JournalContract.started("with a key"));
      assertPrivate();
    }
    assertPrivate();
  }

  private void assertPrivate() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    try (var files = Files.list(folder())) {
      // The socket comes and goes on a thread of its own; it has tests of its own.
      assertThat(files.filter(file -> !file.toString().endsWith(".sock")))
          .hasSize(3)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void readsWithoutChangingAnything() throws IOException {
    RunId run;
    try (var store = open()) {
      run = create(store).run();
    }
    byte[] before = Files.readAllBytes(data());

    try (var store = open()) {
      assertThat(store.list()).hasSize(1);
      assertThat(store.read(run)).hasSize(1);
    }

    assertThat(Files.readAllBytes(data())).isEqualTo(before);
  }

  @Test
  void goesOnInTheSameFileAfterItWasClosed() {
    RunId first;
    try (var store = open()) {
      first = create(store).run();
    }

    try (var store = open()) {
      create(store);
      Lease lease = store.takeOver(first);
      store.append(lease, 2, List.of(JournalContract.said(1, "on")));
      assertThat(store.list()).hasSize(2);
    }

    assertThat(folder().resolve("runs-0002.mv.db")).doesNotExist();
  }

  @Test
  void startsANewFileWhenOneHasGrownLarge() {
    var options = new StoreOptions("async:", 100_000);
    try (var store = H2Store.open(folder(), Clock.systemUTC(), options)) {
      Lease first = create(store);
      store.append(first, 2, List.of(JournalContract.said(1, "x".repeat(200_000))));
      Lease second = create(store);

      assertThat(folder().resolve("runs-0002.mv.db")).exists();
      store.append(first, 3, List.of(JournalContract.said(2, "still here")));
      store.append(second, 2, List.of(JournalContract.said(1, "and here")));
      assertThat(store.list()).hasSize(2);
    }
  }

  @Test
  void leavesTheFilesOfAnotherStoreInTheSameProcessAlone() {
    try (var two = open()) {
      Lease first;
      Lease second;
      try (var one = open()) {
        first = create(one);
        second = create(two);

        assertThat(two.read(first.run())).hasSize(1);
        assertThat(one.list()).hasSize(2);
        assertThatThrownBy(() -> two.takeOver(first.run())).isInstanceOf(RunHeldException.class);
      }

      assertThat(two.takeOver(first.run()).epoch()).isEqualTo(2);
      two.append(second, 2, List.of(JournalContract.said(1, "on")));
    }
  }

  @Test
  void givesTheSpaceOfOldStatesBackWhenItCloses() throws IOException {
    String text = "0123456789".repeat(300);
    int steps = 300;
    long open;
    try (var store = open()) {
      Lease lease = create(store);
      for (int step = 1; step <= steps; step++) {
        store.append(lease, step + 1, List.of(JournalContract.said(step, text)));
      }
      open = Files.size(data());
    }
    long content = (long) steps * text.length();

    assertThat(Files.size(data())).isLessThan(open / 2).isLessThan(content * 3 / 2);
    try (var store = open()) {
      assertThat(store.read(store.list().getFirst().id())).hasSize(steps + 1);
    }
  }

  @Test
  void refusesEverythingOnceItIsClosed() {
    var store = open();
    Lease lease = create(store);
    store.close();
    store.close();

    assertThatThrownBy(() -> store.append(lease, 2, List.of(JournalContract.said(1, "late"))))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(store::list).isInstanceOf(JournalFailedException.class);
  }

  @Test
  void leavesNoSocketBehindThatKeepsTheFolderInUse() {
    for (int i = 0; i < 20; i++) {
      try (var store = open()) {
        create(store);
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("bivouac-socket");
    }
  }

  @Test
  void keepsEntriesWhoseWriterIsInterrupted() throws InterruptedException {
    try (var store = open()) {
      Lease lease = create(store);
      var interrupted =
          Thread.ofPlatform()
              .start(() -> {
                for (int step = 1; step <= 50; step++) {
                  Thread.currentThread().interrupt();
                  store.append(lease, step + 1, List.of(JournalContract.said(step, "x")));
                  store.find(lease.run());
                }
              });
      interrupted.join();

      assertThat(store.read(lease.run())).hasSize(51);
      store.append(lease, 52, List.of(JournalContract.said(51, "on")));
    }
    try (var store = open()) {
      assertThat(store.list().getFirst().position().entries()).isEqualTo(52);
    }
  }

  @Test
  void bringsAFileWithoutTablesUpToDate() throws IOException, SQLException {
    Files.createDirectories(folder());
    H2.open("async:", data()).close();
    try (var store = open()) {
      assertThat(store.list()).isEmpty();

      create(store);

      assertThat(store.list()).hasSize(1);
    }
    assertThat(folder().resolve("runs-0002.mv.db")).doesNotExist();
    assertThat(folder().resolve("runs-0001.new.mv.db")).doesNotExist();
  }

  @Test
  void leavesAFileAsItIsThatIsNoStore() throws IOException, SQLException {
    Files.createDirectories(folder());
    try (Connection connection = H2.open("async:", data());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE recipe (name VARCHAR)");
    }
    byte[] before = Files.readAllBytes(data());

    try (var store = open()) {
      assertThatThrownBy(() -> create(store))
          .isInstanceOf(JournalFailedException.class)
          .hasMessageContaining(data().toString())
          .hasMessageContaining("nothing was changed");
    }

    assertThat(Files.readAllBytes(data())).isEqualTo(before);
  }

  @Test
  void knowsTheNewestMigration() throws IOException {
    Path source = Path.of("src/main/resources/dev/bivouac/persistence/schema/h2");
    try (var files = Files.list(source)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(Schema.VERSION)
          .anyMatch(name -> name.startsWith("V" + Schema.VERSION + "__"));
    }
  }
}
