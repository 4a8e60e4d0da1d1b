package dev.bivouac.persistence;

import dev.bivouac.journal.RunControl;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.persistence.socket.OtherVersionException;
import dev.bivouac.persistence.socket.OwnerSocket;
import dev.bivouac.persistence.socket.SilentException;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.util.Optional;

/** Stops and ends runs in other processes, over their sockets. */
record Owners(StoreFolder folder) implements RunControl {
  @Override
  public boolean isAtWork(RunId run) {
    return ask(run, owner -> owner.find(run).flatMap(head -> head.holder()))
        .filter(holder -> holder.atWork())
        .isPresent();
  }

  @Override
  public boolean stop(RunId run) {
    return ask(run, owner -> owner.stop(run)).orElse(false);
  }

  @Override
  public void cancel(RunId run, String reason) {
    boolean cancelled = ask(run, owner -> owner.cancel(run, reason)).orElse(false);
    if (!cancelled) {
      throw silent(folder.homeOf(run).orElseThrow(() -> new UnknownRunException(run)), run);
    }
  }

  private <T> Optional<T> ask(RunId run, Inquiry.Call<Optional<T>> call) {
    StoreFile file = folder.homeOf(run).orElseThrow(() -> new UnknownRunException(run));
    Optional<OwnerSocket> owner = folder.neighbours().owner(file);
    try {
      return owner.isEmpty() ? Optional.empty() : call.to(owner.get());
    } catch (SilentException | OtherVersionException e) {
      throw silent(file, run);
    } catch (IOException e) {
      // It has just died, or closes its file.
      return Optional.empty();
    }
  }

  private static OwnerSilentException silent(StoreFile file, RunId run) {
    FileOwner.Text owner = FileOwner.said(file);
    return new OwnerSilentException(run, owner.holder().process(), owner.pid());
  }
}
