package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunControl;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.journal.RunState;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a second terminal does with a run that another process drives. */
@Timeout(120)
class PostgresNeighboursTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String address = PostgresServer.shared().newStore();
  private final PostgresStore driver = PostgresServer.open(address);
  private final PostgresStore other = PostgresServer.open(address);
  private Lease lease = new Lease(RunId.random(RANDOM), 1);

  @BeforeEach
  void begin() {
    lease = driver.create(lease.run(), Optional.empty(), JournalContract.started("news"));
  }

  @AfterEach
  void close() {
    driver.close();
    other.close();
  }

  @Test
  void stopsAndCancelsARunWhereItIsDriven() throws InterruptedException {
    var asked = new Asked();
    driver.drivenBy(asked);

    assertThat(other.owners().isAtWork(lease.run())).isTrue();
    assertThat(other.owners().stop(lease.run())).isTrue();
    other.owners().cancel(lease.run(), "Ça suffit.");

    assertThat(asked.words.take()).isEqualTo("stop " + lease.run());
    assertThat(asked.words.take()).isEqualTo("cancel " + lease.run() + ": Ça suffit.");
  }

  @Test
  void stopsNothingWhereNobodyDrivesTheRun() {
    assertThat(other.owners().stop(lease.run())).isFalse();

    append(2, new RunPaused(PauseReason.REQUESTED, "It was asked to stop."));

    assertThat(other.owners().isAtWork(lease.run())).isFalse();
    assertThat(other.owners().stop(lease.run())).isFalse();
  }

  @Test
  void namesAProcessThatDoesNotAnswer() throws IOException, InterruptedException {
    try (Child child = Child.start("write", address)) {
      var run = new RunId(child.line().orElseThrow());
      child.signal("STOP");

      assertThatThrownBy(() -> other.owners().stop(run))
          .isInstanceOf(OwnerSilentException.class)
          .hasMessageContaining("process " + child.pid())
          .hasMessageContaining("does not answer");
    }
  }

  @Test
  void givesAWaitingRunToWhoeverWantsIt() {
    assertThatThrownBy(() -> other.takeOver(lease.run())).isInstanceOf(RunHeldException.class);

    append(2, new RunPaused(PauseReason.COST, "Too dear."));

    assertThat(other.find(lease.run()).flatMap(RunHead::holder)).isEmpty();
    assertThat(other.takeOver(lease.run()).epoch()).isEqualTo(2);
    assertThatThrownBy(() -> driver.takeOver(lease.run())).isInstanceOf(RunHeldException.class);
  }

  @Test
  void watchesARunUntilItWaits() {
    var seen = new CopyOnWriteArrayList<Integer>();
    var listener =
        new RunListener() {
          @Override
          public void appended(RunId run, Entry entry, RunState state) {
            seen.add(entry.number());
          }
        };
    try (RunWatch watch = other.watch(lease.run(), listener, note -> {})) {
      var end = CompletableFuture.supplyAsync(watch::follow);
      append(2, JournalContract.said(1, "a"));
      Await.until("it is seen", () -> seen.contains(2));
      append(3, new RunPaused(PauseReason.COST, "Too dear."));

      assertThat(end.join().status()).isEqualTo(RunStatus.PAUSED);
      assertThat(seen).containsExactly(2, 3);
    }
  }

  @Test
  void watchesNoLongerThanSomebodyDrivesTheRun() {
    try (RunWatch watch = other.watch(lease.run(), RunListener.NONE, note -> {})) {
      driver.vanish();

      assertThat(watch.follow().status()).isEqualTo(RunStatus.RUNNING);
    }
  }

  private void append(int next, JournalEvent event) {
    driver.append(lease, next, List.of(event));
  }

  /** Writes down what it is asked. */
  private static final class Asked implements RunControl {
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    @Override
    public boolean isAtWork(RunId run) {
      return true;
    }

    @Override
    public boolean stop(RunId run) {
      words.add("stop " + run);
      return true;
    }

    @Override
    public void cancel(RunId run, String reason) {
      words.add("cancel " + run + ": " + reason);
    }
  }
}
