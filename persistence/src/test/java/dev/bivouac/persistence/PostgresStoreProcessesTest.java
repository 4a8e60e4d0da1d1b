package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class PostgresStoreProcessesTest {
  private String address = "";

  @BeforeEach
  void makeStore() {
    address = PostgresServer.shared().newStore();
  }

  @Test
  void takesARunOverOnlyWhenItsProcessIsDead() throws IOException, InterruptedException {
    try (Child child = Child.start("write", address);
        PostgresStore store = PostgresServer.open(address)) {
      var run = new RunId(child.line().orElseThrow());

      RunHead head = store.find(run).orElseThrow();

      RunHead.Holder holder = head.holder().orElseThrow();
      assertThat(head.atWork()).isTrue();
      assertThat(store.list()).containsExactly(head);
      assertThat(holder.process()).matches("process %d on .+".formatted(child.pid()));
      assertThatThrownBy(() -> store.takeOver(run))
          .isInstanceOf(RunHeldException.class)
          .hasMessageContaining(holder.process() + " since " + holder.since());

      child.kill();

      Await.until("the server has noticed", () -> store.find(run).orElseThrow().holder().isEmpty());
      assertThat(store.find(run).orElseThrow().interrupted()).isTrue();
      assertThat(store.takeOver(run).epoch()).isEqualTo(2);
    }
  }

  @Test
  void letsGoOfItsRunsWhenItEnds() throws IOException, InterruptedException {
    try (Child child = Child.start("hold", address);
        PostgresStore store = PostgresServer.open(address)) {
      var run = new RunId(child.line().orElseThrow());

      child.finish();

      assertThat(store.takeOver(run).epoch()).isEqualTo(2);
    }
  }

  @Test
  void aProcessThatSleptWhileItsRunWasTakenByForceWritesNothing()
      throws IOException, InterruptedException {
    try (Child child = Child.start("write", address);
        PostgresStore store = PostgresServer.open(address)) {
      var run = new RunId(child.line().orElseThrow());
      child.go();
      assertThat(child.line()).contains("wrote 1");
      child.signal("STOP");
      assertThatThrownBy(() -> store.takeOver(run)).isInstanceOf(RunHeldException.class);

      Lease lease = store.forceTakeOver(run);
      store.append(lease, 3, List.of(JournalContract.said(2, "mine")));
      child.go();
      child.signal("CONT");

      assertThat(child.line().orElseThrow())
          .startsWith("refused: Run " + run)
          .contains("another process has taken the run over");
      assertThat(store.read(run)).extracting(Entry::epoch).containsExactly(1, 1, 2);
    }
  }

  @Test
  void oneOfTwoProcessesThatResumeARunWinsAndTheOtherIsTold()
      throws IOException, InterruptedException {
    RunId run;
    try (Child first = Child.start("hold", address)) {
      run = new RunId(first.line().orElseThrow());
      first.kill();
    }
    try (Child one = Child.start("resume", address, run.value());
        Child two = Child.start("resume", address, run.value())) {
      assertThat(one.line()).contains("ready");
      assertThat(two.line()).contains("ready");
      one.go();
      two.go();

      String first = one.line().orElseThrow();
      String second = two.line().orElseThrow();

      boolean firstWon = first.equals("won epoch 2");
      assertThat(firstWon ? first : second).isEqualTo("won epoch 2");
      assertThat(firstWon ? second : first)
          .startsWith(
              "lost: Run %s is held by process %d on"
                  .formatted(run, firstWon ? one.pid() : two.pid()));
    }
  }

  @Test
  void theOthersGoOnWhenOneOfThemIsKilled() throws IOException, InterruptedException {
    var children = new ArrayList<Child>();
    try (PostgresStore store = PostgresServer.open(address)) {
      for (int i = 0; i < 3; i++) {
        children.add(Child.start("append", address, "2"));
      }
      for (Child child : children) {
        read(child, 100);
      }

      children.getFirst().kill();

      List<RunId> runs =
          children.stream().skip(1).flatMap(child -> read(child, 200).stream()).distinct().toList();
      assertThat(runs).hasSize(4);
      assertThat(store.list()).hasSize(6);
      assertThat(store.list().stream().filter(RunHead::atWork).map(RunHead::id))
          .containsExactlyInAnyOrderElementsOf(runs);
      for (RunHead head : store.list()) {
        List<Entry> entries = store.read(head.id());
        assertThat(entries)
            .extracting(Entry::number)
            .containsExactlyElementsOf(IntStream.rangeClosed(1, entries.size()).boxed().toList());
      }
    } finally {
      children.forEach(Child::close);
    }
  }

  private static List<RunId> read(Child child, int lines) {
    return Stream.generate(() -> child.line().orElseThrow())
        .limit(lines)
        .map(line -> new RunId(line.split(" ", 2)[0]))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void oneOfManyWinsARunAndNoOldLeaseWrites(int contenders) throws InterruptedException {
    var trial = new TakeOverTrial(address, contenders);

    trial.play(15);

    assertThat(trial.winners()).isEqualTo(15);
    assertThat(trial.told()).isEqualTo(15 * (contenders - 1));
    assertThat(trial.staleWrites()).isZero();
  }
}
