package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that older programs have written: each later one reads them and goes on in them. */
@Timeout(120)
class UpgradeTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "schema {0}")
  @ValueSource(ints = {1, 2, 3})
  void readsAnOldStoreAsItIsAndGoesOnInIt(int schema) throws IOException {
    byte[] before = copyOfSchema(schema);
    try (var store = H2Store.open(folder, Clock.systemUTC())) {
      assertThat(store.list())
          .extracting(RunHead::id)
          .containsExactlyInAnyOrder(OldRuns.OVER, OldRuns.INTERRUPTED);
      assertThat(store.findByKey("daily").orElseThrow().status()).isEqualTo(RunStatus.COMPLETED);
      assertHolds(store);
      assertThat(Files.readAllBytes(data())).isEqualTo(before);

      Lease lease = store.takeOver(OldRuns.INTERRUPTED);
      assertHolds(store);
      assertThat(used(store, OldRuns.INTERRUPTED)).isEmpty();
      RunState state = RunState.replay(store.read(OldRuns.INTERRUPTED));
      store.append(lease, Batch.after(state, List.of(JournalContract.said(2, "on"))));
      assertThat(lease.epoch()).isEqualTo(2);
    }
    try (var store = H2Store.open(folder, Clock.systemUTC())) {
      assertThat(events(store.read(OldRuns.OVER))).isEqualTo(over());
      assertThat(events(store.read(OldRuns.INTERRUPTED)))
          .startsWith(interrupted().toArray(JournalEvent[]::new))
          .endsWith(JournalContract.said(2, "on"));
      assertThat(used(store, OldRuns.OVER)).isEmpty();
      assertThat(used(store, OldRuns.INTERRUPTED))
          .contains(RunState.replay(store.read(OldRuns.INTERRUPTED)).progress().usage());
    }
    assertThat(folder.resolve("runs-0002.mv.db")).doesNotExist();
  }

  private static Optional<Usage> used(H2Store store, RunId run) {
    return store.find(run).orElseThrow().position().used();
  }

  private static void assertHolds(H2Store store) {
    assertThat(events(store.read(OldRuns.OVER))).isEqualTo(over());
    assertThat(events(store.read(OldRuns.INTERRUPTED))).isEqualTo(interrupted());
    assertThat(RunState.replay(store.read(OldRuns.OVER)).outcome()).isPresent();
    assertThat(RunState.replay(store.read(OldRuns.INTERRUPTED)).outcome()).isEmpty();
  }

  private static List<JournalEvent> events(List<Entry> entries) {
    return entries.stream().map(Entry::event).toList();
  }

  private static List<JournalEvent> interrupted() {
    var events = new ArrayList<JournalEvent>();
    events.add(OldRuns.started());
    events.addAll(OldRuns.middle());
    return events;
  }

  private static List<JournalEvent> over() {
    List<JournalEvent> events = interrupted();
    events.addAll(OldRuns.end());
    return events;
  }

  private byte[] copyOfSchema(int schema) throws IOException {
    for (String name : List.of("runs-0001.mv.db", "runs-0001.owner")) {
      try (var content = UpgradeTest.class.getResourceAsStream("schema-" + schema + "/" + name)) {
        Files.copy(content, folder.resolve(name));
      }
    }
    return Files.readAllBytes(data());
  }

  private Path data() {
    return folder.resolve("runs-0001.mv.db");
  }

  @ParameterizedTest(name = "schema {0}")
  @ValueSource(ints = {1, 2, 3})
  void leavesAWholeStoreWhenItIsKilledAnywhereInAnUpgrade(int schema)
      throws IOException, InterruptedException, SQLException {
    var kills = new UpgradeKills(folder, schema, schema);

    kills.kill(UpgradePlace.values().length);

    assertThat(kills.wrongs()).isEmpty();
    assertThat(kills.kills()).hasSizeGreaterThan(6);
  }
}
