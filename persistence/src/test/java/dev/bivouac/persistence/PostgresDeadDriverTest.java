package dev.bivouac.persistence;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.stepByStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.RunRequest;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.PassingJournal;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run whose thread died, in a process that lives on and goes on with others. */
@Timeout(120)
class PostgresDeadDriverTest {
  private static final RunId OTHER = new RunId("0123456789ab");

  private final ScriptedModel model = stepByStep(asks("read", "{}"), says("Done."));
  private String address = "";

  /** A thread of which some library has run out of its stack when the first reply is written. */
  private static final class Broken extends PassingJournal {
    Broken(Journal journal) {
      super(journal);
    }

    @Override
    public List<Entry> append(Lease lease, Batch batch) {
      if (batch.events().getFirst() instanceof ModelReplied) {
        throw new StackOverflowError();
      }
      return super.append(lease, batch);
    }
  }

  @BeforeEach
  void makeStore() {
    address = PostgresServer.shared().newStore();
  }

  @Test
  void leavesItsRunToWhoeverWantsIt() {
    try (PostgresStore store = PostgresServer.open(address);
        PostgresStore other = PostgresServer.open(address)) {
      var runtime = Runtimes.runtime(new Broken(store), model);
      assertThatThrownBy(() -> runtime.run(RunRequest.goal("Read.")))
          .isInstanceOf(StackOverflowError.class);
      RunId run = store.list().getFirst().id();
      store.create(OTHER, Optional.empty(), JournalContract.started("another"));

      assertThat(other.find(run).orElseThrow().interrupted()).isTrue();
      assertThatThrownBy(() -> runtime.resume(run)).isInstanceOf(StackOverflowError.class);
      assertThat(Runtimes.runtime(other, model).resume(run).status())
          .isEqualTo(RunStatus.COMPLETED);

      assertThatThrownBy(() -> other.takeOver(OTHER)).isInstanceOf(RunHeldException.class);
    }
  }

  @Test
  void doesNotLetGoOfWhatItsProcessHasTakenAnew() {
    try (PostgresStore store = PostgresServer.open(address);
        PostgresStore other = PostgresServer.open(address)) {
      Lease old = store.create(OTHER, Optional.empty(), JournalContract.started("another"));
      Lease now = store.takeOver(OTHER);

      store.letGo(old);

      assertThatThrownBy(() -> other.takeOver(OTHER)).isInstanceOf(RunHeldException.class);
      store.letGo(now);
      assertThat(other.takeOver(OTHER).epoch()).isEqualTo(3);
    }
  }
}
