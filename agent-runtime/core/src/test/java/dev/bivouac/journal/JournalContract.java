package dev.bivouac.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.Usage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal promises. Each implementation has a test that extends this one. */
public abstract class JournalContract implements UsageContract {
  private static final Instant START = Instant.parse("2026-05-02T07:00:00.123456Z");
  private static final ModelChoice MODEL =
      new ModelChoice("rehearsal", "rules", 100_000, Optional.empty());

  private final Random random = new Random(7);
  private final Clock clock = new TickingClock(START);
  private Journal journal = new MemoryJournal(clock);

  /** A journal without any runs. */
  protected abstract Journal open(Clock clock);

  @Override
  public final Journal journal() {
    return journal;
  }

  @BeforeEach
  void openJournal() {
    journal = open(clock);
  }

  @AfterEach
  void closeJournal() {
    journal.close();
  }

  @Test
  void beginsARunWithItsFirstEntryInEpoch1() {
    RunId id = newId();

    Lease lease = journal.create(id, Optional.of("news-1"), started("news"));

    assertThat(lease).isEqualTo(new Lease(id, 1));
    assertThat(journal.read(id)).hasSize(1);
    Entry first = journal.read(id).getFirst();
    assertThat(first.number()).isEqualTo(1);
    assertThat(first.epoch()).isEqualTo(1);
    assertThat(first.event()).isEqualTo(started("news"));
    RunHead head = journal.find(id).orElseThrow();
    assertThat(head.key()).contains("news-1");
    assertThat(head.spec()).isEqualTo(started("news").spec());
    assertThat(head.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(head.position())
        .isEqualTo(new RunHead.Position(1, 1, 0, first.at(), first.at(), Optional.of(Usage.NONE)));
    assertThat(head.holder()).isEmpty();
  }

  @Test
  void readsWhatWasAppendedInOrder() {
    Lease lease = create("news");

    List<Entry> two = journal.append(lease, 2, List.of(said(1, "a"), new Reminded(1, "b")));
    List<Entry> one = journal.append(lease, 4, List.of(said(2, "c")));

    assertThat(two).extracting(Entry::number).containsExactly(2, 3);
    assertThat(one).extracting(Entry::event).containsExactly(said(2, "c"));
    List<Entry> all = journal.read(lease.run());
    assertThat(all).extracting(Entry::number).containsExactly(1, 2, 3, 4);
    assertThat(all.subList(1, 3)).isEqualTo(two);
    assertThat(all.subList(3, 4)).isEqualTo(one);
    assertThat(all.get(3).at()).isAfter(all.get(2).at());
  }

  @Test
  void appendsNothingWhenAskedForNothing() {
    Lease lease = create("news");

    assertThat(journal.append(lease, 2, List.of())).isEmpty();

    assertThat(journal.read(lease.run())).hasSize(1);
  }

  @Test
  void refusesANumberThatIsTakenOrLeavesAGap() {
    Lease lease = create("news");
    journal.append(lease, 2, List.of(said(1, "first")));

    assertThatThrownBy(() -> journal.append(lease, 2, List.of(said(2, "x"), said(3, "y"))))
        .isInstanceOf(JournalConflictException.class)
        .hasMessageContaining(lease.run().value());
    assertThatThrownBy(() -> journal.append(lease, 4, List.of(said(2, "x"))))
        .isInstanceOf(JournalConflictException.class);

    assertThat(journal.read(lease.run()))
        .extracting(Entry::event)
        .containsExactly(started("news"), said(1, "first"));
    assertThat(journal.find(lease.run()).orElseThrow().position().steps()).isEqualTo(1);
  }

  @Test
  void letsNoOldLeaseWriteAfterATakeOver() {
    Lease old = create("news");

    Lease taken = journal.takeOver(old.run());

    assertThat(taken).isEqualTo(new Lease(old.run(), 2));
    assertThatThrownBy(() -> journal.append(old, 2, List.of(said(1, "late"))))
        .isInstanceOf(JournalConflictException.class);
    List<Entry> added = journal.append(taken, 2, List.of(said(1, "mine")));
    assertThat(added).extracting(Entry::epoch).containsExactly(2);
    assertThat(journal.takeOver(old.run()).epoch()).isEqualTo(3);
    assertThat(journal.find(old.run()).orElseThrow().position().epoch()).isEqualTo(3);
  }

  @Test
  void givesAKeyToOneRunOnly() {
    Lease lease = create("first", Optional.of("daily"));
    RunId second = newId();

    assertThatThrownBy(() -> journal.create(second, Optional.of("daily"), started("second")))
        .isInstanceOf(RunKeyTakenException.class)
        .hasMessageContaining("'daily'");

    assertThat(journal.find(second)).isEmpty();
    assertThat(journal.findByKey("daily").orElseThrow().id()).isEqualTo(lease.run());
    assertThat(journal.findByKey("weekly")).isEmpty();
    assertThat(create("third", Optional.of("weekly")).epoch()).isEqualTo(1);
  }

  @Test
  void listsTheNewestRunFirst() {
    List<RunId> ids = IntStream.range(0, 5).mapToObj(i -> create("run-" + i).run()).toList();

    assertThat(journal.list()).extracting(RunHead::id).containsExactlyElementsOf(ids.reversed());
    assertThat(journal.list(2)).extracting(RunHead::id).containsExactly(ids.get(4), ids.get(3));
    assertThat(journal.list(6)).hasSize(5);
  }

  @Test
  void listsNothingWhenThereIsNothing() {
    assertThat(journal.list()).isEmpty();
  }

  @Test
  void countsStepsAndKeepsTheStatusInTheHead() {
    Lease lease = create("news");
    journal.append(lease, 2, List.of(said(1, "a"), said(2, "b")));
    assertHead(lease, RunStatus.RUNNING, 3, 2);

    journal.append(lease, 4, List.of(new RunPaused(PauseReason.COST, "Too dear.")));
    assertHead(lease, RunStatus.PAUSED, 4, 2);

    journal.append(
        lease, 5, List.of(new RunResumed("test 1", MODEL, RunLimits.DEFAULT, List.of())));
    assertHead(lease, RunStatus.RUNNING, 5, 2);

    journal.append(lease, 6, List.of(said(3, "c"), new RunFinished(new RunOutcome.Completed("c"))));
    assertHead(lease, RunStatus.COMPLETED, 7, 3);
    List<Entry> entries = journal.read(lease.run());
    RunHead.Position position = journal.find(lease.run()).orElseThrow().position();
    assertThat(position.createdAt()).isEqualTo(entries.getFirst().at());
    assertThat(position.updatedAt()).isEqualTo(entries.getLast().at());
  }

  private void assertHead(Lease lease, RunStatus status, int entries, int steps) {
    RunHead head = journal.find(lease.run()).orElseThrow();
    assertThat(head.status()).isEqualTo(status);
    assertThat(head.position().entries()).isEqualTo(entries);
    assertThat(head.position().steps()).isEqualTo(steps);
    assertThat(journal.list()).contains(head);
  }

  @Test
  void removesARunAndNothingElse() {
    Lease one = create("one", Optional.of("key"));
    Lease other = create("other");
    journal.append(one, 2, List.of(said(1, "a"), said(2, "b")));
    Lease taken = journal.takeOver(one.run());

    assertThatThrownBy(() -> journal.remove(one)).isInstanceOf(JournalConflictException.class);
    assertThat(journal.read(one.run())).hasSize(3);
    journal.remove(taken);

    assertThat(journal.find(one.run())).isEmpty();
    assertThat(journal.findByKey("key")).isEmpty();
    assertThatThrownBy(() -> journal.read(one.run())).isInstanceOf(UnknownRunException.class);
    assertThatThrownBy(() -> journal.append(taken, 4, List.of(said(3, "c"))))
        .isInstanceOfAny(UnknownRunException.class, JournalConflictException.class);
    assertThatThrownBy(() -> journal.remove(taken)).isInstanceOf(JournalConflictException.class);
    assertThat(journal.list()).extracting(RunHead::id).containsExactly(other.run());
    assertThat(journal.append(other, 2, List.of(said(1, "a")))).hasSize(1);
    assertThat(create("again", Optional.of("key")).epoch()).isEqualTo(1);
  }

  @Test
  void knowsNothingOfARunThatIsNotThere() {
    RunId id = newId();

    assertThat(journal.find(id)).isEmpty();
    assertThatThrownBy(() -> journal.read(id))
        .isInstanceOf(UnknownRunException.class)
        .hasMessageContaining(id.value());
    assertThatThrownBy(() -> journal.takeOver(id)).isInstanceOf(UnknownRunException.class);
    assertThatThrownBy(() -> journal.append(new Lease(id, 1), 2, List.of(said(1, "a"))))
        .isInstanceOf(UnknownRunException.class);
  }

  @Test
  void keepsAnyTextAsItIs() {
    Lease lease = create("news");
    String odd =
        "NUL \u0000, controls \u0001\u001f\u007f, quotes '\"\\, é ß 漢字 \uD83C\uDFD5 \u2028,"
            + " halves \uD83C and \uDFD5.";

    journal.append(lease, 2, List.of(said(1, odd)));

    assertThat(journal.read(lease.run()).getLast().event()).isEqualTo(said(1, odd));
  }

  @Test
  void keepsAnEntryOfTwoMegabytes() {
    Lease lease = create("news");
    String page = "0123456789abcdé\n".repeat(131_072);

    journal.append(lease, 2, List.of(said(1, page), said(2, "after")));

    List<Entry> entries = journal.read(lease.run());
    assertThat(entries.get(1).event().equals(said(1, page))).isTrue();
    assertThat(entries.get(2).event()).isEqualTo(said(2, "after"));
  }

  @Test
  void readsAJournalOfAThousandEntries() {
    Lease lease = create("news");
    for (int i = 0; i < 100; i++) {
      var events = new ArrayList<JournalEvent>();
      for (int k = 1; k <= 10; k++) {
        events.add(said(i * 10 + k, "step"));
      }
      journal.append(lease, 2 + i * 10, events);
    }

    assertThat(journal.read(lease.run()))
        .extracting(Entry::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 1001).boxed().toList());
  }

  @Test
  void writesManyRunsSideBySide() throws InterruptedException, ExecutionException {
    int runs = 40;
    int steps = 10;
    List<Callable<Lease>> work =
        IntStream.range(0, runs)
            .<Callable<Lease>>mapToObj(i -> () -> runOf(steps, "run-" + i, newId()))
            .toList();

    for (Lease lease : inParallel(work)) {
      assertThat(journal.read(lease.run())).hasSize(1 + steps);
    }
    assertThat(journal.list()).hasSize(runs);
  }

  private Lease runOf(int steps, String workflow, RunId id) {
    Lease lease = journal.create(id, Optional.empty(), started(workflow));
    for (int step = 1; step <= steps; step++) {
      journal.append(lease, step + 1, List.of(said(step, workflow)));
    }
    return lease;
  }

  @Test
  void letsOneOfTwoWritersWinTheSameNumber() throws InterruptedException, ExecutionException {
    Lease lease = create("news");
    for (int number = 2; number < 22; number++) {
      int next = number;
      var barrier = new CyclicBarrier(2);
      List<String> results =
          inParallel(
              List.of(
                  () -> race(barrier, lease, next, "a"), () -> race(barrier, lease, next, "b")));

      assertThat(results).containsExactlyInAnyOrder("won", "lost");
      assertThat(journal.read(lease.run())).hasSize(next);
    }
  }

  private String race(CyclicBarrier barrier, Lease lease, int next, String text) throws Exception {
    barrier.await();
    try {
      journal.append(lease, next, List.of(said(next - 1, text)));
      return "won";
    } catch (JournalConflictException e) {
      return "lost";
    }
  }

  @Test
  void givesAKeyToOneOfTwoRunsThatWantItAtOnce() throws InterruptedException, ExecutionException {
    for (int i = 0; i < 5; i++) {
      String key = "key-" + i;
      Callable<String> attempt =
          () -> {
            try {
              create("news", Optional.of(key));
              return "got it";
            } catch (RunKeyTakenException e) {
              return "taken";
            }
          };

      assertThat(inParallel(List.of(attempt, attempt)))
          .containsExactlyInAnyOrder("got it", "taken");
    }
  }

  private <T> List<T> inParallel(List<Callable<T>> work)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (Future<T> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    }
  }

  /** A new run without a key. */
  protected final Lease create(String workflow) {
    return create(workflow, Optional.empty());
  }

  private Lease create(String workflow, Optional<String> key) {
    return journal.create(newId(), key, started(workflow));
  }

  /** An id that no other run of the test has. */
  protected final synchronized RunId newId() {
    return RunId.random(random);
  }

  /** A first entry. */
  public static RunStarted started(String workflow) {
    var setting =
        RunSetting.of(
            START, ZoneId.of("Europe/Paris"), Locale.FRANCE, Path.of("reports").toAbsolutePath());
    var spec =
        RunSpec.of(
            workflow, Map.of("topic", "rivers"), setting, MODEL, RunLimits.DEFAULT, "test 1");
    return new RunStarted(
        spec, new Opening(List.of(OpeningMessage.user("Say what is new.")), List.of()));
  }

  /** An answer of the model without tool calls. */
  public static ModelReplied said(int step, String text) {
    return new ModelReplied(
        step,
        new ModelReply(
            Optional.of(""),
            text,
            List.of(),
            new Usage(1000, 900, 50, Optional.empty()),
            new ModelReply.Origin("rehearsal", "rules", "stop", "{}")));
  }
}
