package dev.bivouac.persistence;

import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.journal.RunState;
import dev.bivouac.persistence.socket.OtherVersionException;
import dev.bivouac.persistence.socket.OwnerSocket;
import dev.bivouac.persistence.socket.SilentException;
import dev.bivouac.persistence.socket.Watched;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches a run that another process drives, until it is over, waits, or nobody drives it any more.
 *
 * <p>Entries and live pieces come over the socket of the process that holds the run. While it does
 * not answer it is asked again and again; where it cannot be asked, entries are read from copies.
 */
final class SocketWatch implements RunWatch {
  /** A process that has just died or closes its file lets go of it within this time. */
  private static final Duration LETTING_GO = Duration.ofMillis(200);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  /** How a connection to the process ended. */
  private enum End {
    AT_REST,
    SILENT,
    UNREACHABLE
  }

  private final H2Store store;
  private final StoreFolder folder;
  private final SeenRun seen;
  private final RunListener listener;
  private final Consumer<String> notes;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<Watched> open = Optional.empty();
  private Optional<String> noted = Optional.empty();

  SocketWatch(
      H2Store store, StoreFolder folder, RunId run, RunListener listener, Consumer<String> notes) {
    this.store = store;
    this.folder = folder;
    this.listener = RunListener.all(List.of(listener));
    this.notes = notes;
    this.seen = new SeenRun(run, this.listener, store.read(run));
  }

  @Override
  public RunState follow() {
    seen.open();
    Optional<StoreFile> home = folder.homeOf(seen.run());
    boolean more = home.isPresent();
    for (int failed = 0; more && !seen.isSettled() && !isClosed(); failed++) {
      more =
          switch (connected(home.get())) {
            case AT_REST -> false;
            case SILENT -> waited(BETWEEN_ATTEMPTS);
            case UNREACHABLE -> waited(failed < 5 ? LETTING_GO : BETWEEN_ATTEMPTS) && isAtWork();
          };
    }
    return seen.state();
  }

  private End connected(StoreFile home) {
    Optional<OwnerSocket> owner = folder.neighbours().owner(home);
    if (owner.isEmpty()) {
      return End.UNREACHABLE;
    }
    try (Watched watched = owner.get().watch(seen.run(), seen.next())) {
      open = Optional.of(watched);
      if (noted.isPresent()) {
        noted = Optional.empty();
        notes.accept("It answers again.");
      }
      Watched.End end =
          isClosed() ? Watched.End.BROKEN : watched.receive(seen.run(), seen::add, listener);
      return switch (end) {
        case RESTING -> End.AT_REST;
        case SILENT -> silent(home);
        case BROKEN, NOT_HERE -> End.UNREACHABLE;
      };
    } catch (SilentException e) {
      return silent(home);
    } catch (OtherVersionException e) {
      note(
          "It is at work in %s, which does not speak with this version: its entries are read from copies, without what is said between them."
              .formatted(e.program()));
      return End.UNREACHABLE;
    } catch (IOException e) {
      return End.UNREACHABLE;
    } finally {
      open = Optional.empty();
    }
  }

  private End silent(StoreFile home) {
    FileOwner.Text owner = FileOwner.said(home);
    String hint =
        owner
            .pid()
            .map(pid -> " If it was stopped, `kill -CONT %s` lets it go on.".formatted(pid))
            .orElse("");
    note(
        "The run is held by %s, which does not answer.%s Waiting for it."
            .formatted(owner.holder().process(), hint));
    return End.SILENT;
  }

  /** Once, until it is otherwise. */
  private void note(String text) {
    if (!noted.equals(Optional.of(text)) && !isClosed()) {
      noted = Optional.of(text);
      notes.accept(text);
    }
  }

  /** Reads what has come since, and whether more can come. */
  private boolean isAtWork() {
    store.read(seen.run()).forEach(seen::add);
    return store.find(seen.run()).flatMap(RunHead::holder).filter(Holder::atWork).isPresent();
  }

  private boolean waited(Duration time) {
    try {
      return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leave();
      return false;
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void leave() {
    closed.countDown();
    open.ifPresent(Watched::close);
  }
}
