package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.persistence.CuttingProxy.Harm;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class PostgresStoreFailuresTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private String address = "";

  @BeforeEach
  void makeStore() {
    address = PostgresServer.shared().newStore();
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER"})
  void writesAnEntryOnceWhoseCommitWasCutOff(Harm harm) throws IOException, InterruptedException {
    try (CuttingProxy proxy = CuttingProxy.before(address);
        PostgresStore store = PostgresServer.open(proxy.address(address))) {
      Lease lease = create(store);
      proxy.harmNext(harm);

      List<Entry> written = append(store, lease, 1);

      proxy.awaitHarm();
      assertThat(written).extracting(Entry::number).containsExactly(2);
      append(store, lease, 2);
      assertThat(store.read(lease.run())).extracting(Entry::number).containsExactly(1, 2, 3);
      assertThat(store.read(lease.run()).subList(1, 2)).isEqualTo(written);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER"})
  void makesARunOnceWhoseCommitWasCutOff(Harm harm) throws IOException, InterruptedException {
    try (CuttingProxy proxy = CuttingProxy.before(address);
        PostgresStore store = PostgresServer.open(proxy.address(address))) {
      create(store);
      proxy.harmNext(harm);

      Lease lease = store.create(newId(), Optional.of("daily"), JournalContract.started("second"));

      proxy.awaitHarm();
      assertThat(store.findByKey("daily").orElseThrow().id()).isEqualTo(lease.run());
      assertThat(store.list()).hasSize(2);
      append(store, lease, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER"})
  void takesARunOverWhoseCommitWasCutOff(Harm harm) throws IOException, InterruptedException {
    try (CuttingProxy proxy = CuttingProxy.before(address);
        PostgresStore store = PostgresServer.open(proxy.address(address))) {
      RunId run = create(store).run();
      proxy.harmNext(harm);

      Lease lease = store.takeOver(run);

      proxy.awaitHarm();
      assertThat(lease.epoch()).isEqualTo(2);
      assertThat(append(store, lease, 1)).extracting(Entry::epoch).containsExactly(2);
    }
  }

  @Test
  void goesOnByItselfWhenTheServerRestarts() throws IOException, InterruptedException {
    try (PostgresStore store = PostgresServer.open(address);
        PostgresStore other = PostgresServer.open(address)) {
      Lease lease = create(store);
      var written = new AtomicInteger();
      var enough = new AtomicBoolean();
      var writer =
          CompletableFuture.runAsync(
              () -> {
                while (!enough.get()) {
                  append(store, lease, written.get() + 1);
                  written.incrementAndGet();
                }
              },
              Thread::startVirtualThread);
      for (int restart = 1; restart <= 3; restart++) {
        int before = written.get();
        Await.until("some entries are written", () -> written.get() > before + 20);

        PostgresServer.shared().ofOurOwn().restart();

        assertThat(other.read(lease.run())).hasSizeGreaterThanOrEqualTo(before + 20);
      }
      int before = written.get();
      Await.until("it goes on", () -> written.get() > before + 20);
      enough.set(true);
      writer.join();

      List<Entry> entries = store.read(lease.run());
      assertThat(entries)
          .extracting(Entry::number)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, written.get() + 1).boxed().toList());
      for (Entry entry : entries.subList(1, entries.size())) {
        int step = entry.number() - 1;
        assertThat(entry.event()).isEqualTo(JournalContract.said(step, "step " + step));
      }
      Await.until(
          "the process is seen alive again", () -> other.find(lease.run()).orElseThrow().atWork());
    }
  }

  @Test
  void anInterruptNeitherCutsAnAppendShortNorBreaksTheStore()
      throws IOException, InterruptedException {
    try (CuttingProxy proxy = CuttingProxy.before(address);
        PostgresStore store = PostgresServer.open(proxy.address(address))) {
      Lease lease = create(store);
      proxy.harmNext(Harm.HOLD);
      var written = new CompletableFuture<List<Entry>>();
      var stillInterrupted = new AtomicBoolean();
      Thread writer =
          Thread.startVirtualThread(() -> {
            written.complete(append(store, lease, 1));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
          });
      proxy.awaitHarm();

      writer.interrupt();
      proxy.release();

      writer.join();
      assertThat(written.join()).extracting(Entry::number).containsExactly(2);
      assertThat(stillInterrupted).isTrue();
      append(store, lease, 2);
      assertThat(store.read(lease.run())).hasSize(3);
    }
  }

  @Test
  void givesUpWithASentenceWhenTheServerStaysAway() throws IOException {
    try (CuttingProxy proxy = CuttingProxy.before(address);
        PostgresStore store =
            PostgresServer.open(
                proxy.address(address), Clock.systemUTC(), Duration.ofMillis(300))) {
      Lease lease = create(store);
      proxy.cutAll();

      assertThatThrownBy(() -> append(store, lease, 1))
          .isInstanceOf(JournalFailedException.class)
          .hasMessageContaining("could not be reached")
          .hasMessageEndingWith(
              "nothing was written. Check the server and the network, then resume the run.");
      assertThatThrownBy(() -> store.read(lease.run())).isInstanceOf(JournalFailedException.class);
    }
  }

  @Test
  void saysWhenNobodyCanTellWhetherTheLastEntryWasKept() throws IOException, InterruptedException {
    try (CuttingProxy proxy = CuttingProxy.before(address);
        PostgresStore store =
            PostgresServer.open(
                proxy.address(address), Clock.systemUTC(), Duration.ofMillis(300))) {
      Lease lease = create(store);
      proxy.harmNext(Harm.HOLD);
      var append = CompletableFuture.runAsync(() -> append(store, lease, 1));
      proxy.awaitHarm();
      proxy.cutAll();

      assertThatThrownBy(append::join)
          .hasCauseInstanceOf(JournalFailedException.class)
          .hasMessageContaining("whether the last entry was kept is unknown");
      proxy.release();
    }
  }

  @Test
  void refusesToWorkOnceItIsClosed() {
    PostgresStore store = PostgresServer.open(address);
    Lease lease = create(store);
    store.close();
    store.close();

    assertThatThrownBy(() -> append(store, lease, 1))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageContaining("is closed");
  }

  private static Lease create(PostgresStore store) {
    return store.create(newId(), Optional.empty(), JournalContract.started("news"));
  }

  private static RunId newId() {
    return RunId.random(RANDOM);
  }

  private static List<Entry> append(PostgresStore store, Lease lease, int step) {
    return store.append(lease, step + 1, List.of(JournalContract.said(step, "step " + step)));
  }
}
