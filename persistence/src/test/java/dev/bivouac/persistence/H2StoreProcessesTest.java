package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class H2StoreProcessesTest {
  @TempDir private Path folder;

  private H2Store open() {
    return H2Store.open(folder, Clock.systemUTC());
  }

  @Test
  void losesNothingAcknowledgedWhenItsProcessIsKilled() throws IOException, InterruptedException {
    var trial = new KillTrial(folder, 42);

    for (int round = 0; round < 4; round++) {
      trial.killOnce(150);

      assertThat(trial.lost()).isEmpty();
    }

    try (var store = open()) {
      assertThat(store.list()).hasSizeGreaterThanOrEqualTo(trial.runs());
      RunId run = store.list().getFirst().id();
      int entries = store.read(run).size();
      Lease lease = store.takeOver(run);
      store.append(lease, entries + 1, List.of(JournalContract.said(entries, "on")));
      assertThat(store.read(run)).hasSize(entries + 1);
    }
    assertThat(folder.resolve("runs-0001.mv.db")).exists();
    assertThat(folder.resolve("runs-0002.mv.db")).doesNotExist();
  }

  @Test
  void readsAndRefusesToTakeOverARunThatAnotherProcessHolds()
      throws IOException, InterruptedException {
    try (Child child = Child.start("hold", folder);
        var store = open()) {
      var held = new RunId(child.line().orElseThrow());

      RunHead head = store.find(held).orElseThrow();

      assertThat(head.holder().orElseThrow().process()).startsWith("process " + child.pid());
      assertThat(head.holder().orElseThrow().since()).isBefore(Instant.now());
      assertThat(store.read(held)).hasSize(1);
      assertThatThrownBy(() -> store.takeOver(held))
          .isInstanceOf(RunHeldException.class)
          .hasMessageContaining("process " + child.pid());
      Lease mine =
          store.create(
              RunId.random(new Random(1)), Optional.empty(), JournalContract.started("mine"));
      assertThat(store.list()).hasSize(2);
      assertThat(folder.resolve("runs-0002.mv.db")).exists();

      child.finish();

      assertThat(store.find(held).orElseThrow().holder()).isEmpty();
      assertThat(store.takeOver(held).epoch()).isEqualTo(2);
      assertThat(store.takeOver(mine.run()).epoch()).isEqualTo(2);
    }
  }

  @Test
  void takesARunOverWhoseProcessWasKilled() throws IOException, InterruptedException {
    try (Child child = Child.start("hold", folder);
        var store = open()) {
      var held = new RunId(child.line().orElseThrow());
      child.kill();

      assertThat(Files.readString(folder.resolve("runs-0001.owner"))).contains("pid=");
      assertThat(store.find(held).orElseThrow().holder()).isEmpty();
      assertThat(store.takeOver(held).epoch()).isEqualTo(2);
    }
  }

  @Test
  void givesProcessesThatStartAtOnceFilesOfTheirOwnAndAKeyToOneOfThem()
      throws IOException, InterruptedException {
    try (Child one = Child.start("key", folder, "daily");
        Child two = Child.start("key", folder, "daily");
        var store = open()) {
      assertThat(one.line()).contains("ready");
      assertThat(two.line()).contains("ready");
      one.go();
      two.go();

      List<String> answers = List.of(one.line().orElseThrow(), two.line().orElseThrow());

      assertThat(answers).containsOnlyOnce("taken");
      RunHead winner = store.findByKey("daily").orElseThrow();
      assertThat(answers).contains(winner.id().value());
      assertThat(folder.resolve("runs-0001.mv.db")).exists();
      assertThat(folder.resolve("runs-0002.mv.db")).exists();
      one.finish();
      two.finish();
      assertThat(store.list()).containsExactly(store.findByKey("daily").orElseThrow());
    }
  }

  @Test
  void theOthersGoOnAndLoseNothingWhenOneOfThemIsKilled() throws IOException, InterruptedException {
    var children = new ArrayList<Child>();
    var acknowledged = new HashMap<RunId, Integer>();
    try {
      for (int i = 0; i < 3; i++) {
        children.add(Child.start("append", folder, "2"));
      }
      for (Child child : children) {
        hear(child, 100, acknowledged);
      }

      children.getFirst().kill();
      for (Child child : children.subList(1, 3)) {
        hear(child, 200, acknowledged);
      }

      children.get(1).kill();
      children.get(2).kill();
      for (Child child : children) {
        hear(child, Integer.MAX_VALUE, acknowledged);
      }
    } finally {
      children.forEach(Child::close);
    }

    assertThat(acknowledged).hasSize(6);
    assertNothingLost(acknowledged);
  }

  private void assertNothingLost(Map<RunId, Integer> acknowledged) {
    try (var store = open()) {
      for (RunId run : acknowledged.keySet()) {
        int entries = store.read(run).size();
        assertThat(entries).isGreaterThanOrEqualTo(acknowledged.get(run));
        Lease lease = store.takeOver(run);
        store.append(lease, entries + 1, List.of(JournalContract.said(entries, "on")));
      }
    }
  }

  /** Reads what a child says, while it says something: a run and how many entries it has. */
  private static void hear(Child child, int most, Map<RunId, Integer> acknowledged) {
    for (int i = 0; i < most; i++) {
      String[] words = child.line().orElse("").split(" ", 2);
      if (words.length < 2) {
        return;
      }
      acknowledged.put(new RunId(words[0]), Integer.parseInt(words[1]));
    }
  }
}
