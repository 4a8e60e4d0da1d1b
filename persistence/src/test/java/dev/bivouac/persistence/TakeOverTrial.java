package dev.bivouac.persistence;

import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.run.RunId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many want one run at once, again and again. Each stands for a process: it has a store, and so a
 * lock, of its own. Whoever wins writes and then vanishes, and later tries to write once more.
 */
final class TakeOverTrial {
  private final String address;
  private final List<PostgresStore> contenders = new ArrayList<>();
  private final List<Lease> old = new ArrayList<>();
  private final AtomicInteger winners = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final AtomicInteger staleWrites = new AtomicInteger();
  private final RunId run = RunId.random(new SecureRandom());

  TakeOverTrial(String address, int contenders) {
    this.address = address;
    for (int i = 0; i < contenders; i++) {
      this.contenders.add(PostgresServer.open(address));
    }
    PostgresStore first = PostgresServer.open(address);
    old.add(first.create(run, Optional.empty(), JournalContract.started("trial")));
    first.vanish();
  }

  /** Arguments: how many want the run, and in how many rounds. */
  public static void main(String[] args) throws InterruptedException {
    int rounds = Integer.parseInt(args[1]);
    var trial = new TakeOverTrial(PostgresServer.shared().newStore(), Integer.parseInt(args[0]));
    long start = System.nanoTime();
    trial.play(rounds);
    System.out.printf(
        "%d rounds of %s contenders in %d s: %d winners, %d losers who were told, %d stale writes%n",
        rounds,
        args[0],
        (System.nanoTime() - start) / 1_000_000_000,
        trial.winners(),
        trial.told(),
        trial.staleWrites());
  }

  void play(int rounds) throws InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      int next = round + 1;
      Await.until(
          "nobody holds the run",
          () -> contenders.getFirst().find(run).orElseThrow().holder().isEmpty());
      var barrier = new CyclicBarrier(contenders.size());
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < contenders.size(); i++) {
        int one = i;
        threads.add(Thread.ofPlatform().start(() -> contend(barrier, one, next)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      replaceWinner();
    }
    contenders.forEach(PostgresStore::close);
  }

  private Optional<PostgresStore> winner = Optional.empty();

  private void contend(CyclicBarrier barrier, int one, int next) {
    PostgresStore store = contenders.get(one);
    try {
      barrier.await();
      Lease lease = store.takeOver(run);
      winners.incrementAndGet();
      store.append(lease, next, List.of(JournalContract.said(next - 1, "by " + one)));
      tryOld(store, next + 1);
      won(store, lease);
    } catch (RunHeldException e) {
      if (String.valueOf(e.getMessage())
          .contains(ThisProcess.holder(e.holder().since()).process())) {
        told.incrementAndGet();
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void won(PostgresStore store, Lease lease) {
    winner = Optional.of(store);
    old.add(lease);
  }

  private synchronized void tryOld(PostgresStore store, int next) {
    for (Lease lease : old.subList(Math.max(0, old.size() - 3), old.size())) {
      try {
        store.append(lease, next, List.of(JournalContract.said(next - 1, "stale")));
        staleWrites.incrementAndGet();
      } catch (JournalConflictException e) {
        // As it must be.
      }
    }
  }

  /** The winner dies without a word. */
  private synchronized void replaceWinner() {
    PostgresStore gone = winner.orElseThrow();
    gone.vanish();
    contenders.set(contenders.indexOf(gone), PostgresServer.open(address));
    winner = Optional.empty();
  }

  int winners() {
    return winners.get();
  }

  /** How many losers were told who won. */
  int told() {
    return told.get();
  }

  int staleWrites() {
    return staleWrites.get();
  }
}
