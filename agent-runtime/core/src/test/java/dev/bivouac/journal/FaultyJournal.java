package dev.bivouac.journal;

import dev.bivouac.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A journal with one fault, at the append with a given number; making a run is append number 1. */
public final class FaultyJournal extends PassingJournal {
  /** What goes wrong. */
  public enum Fault {
    /** The process dies before anything is written. Every later use fails too. */
    CRASHES_BEFORE,
    /** The process dies when it is written, and before anybody knows. Every later use fails too. */
    CRASHES_AFTER,
    /** The store cannot write, this once. */
    CANNOT_WRITE
  }

  private final int at;
  private final Fault fault;
  private int appends;
  private boolean dead;

  public FaultyJournal(Journal journal, int at, Fault fault) {
    super(journal);
    this.at = at;
    this.fault = fault;
  }

  /** True once the fault has happened. */
  public synchronized boolean happened() {
    return appends >= at;
  }

  /** The process ends: from now on every use fails. */
  public synchronized void kill() {
    dead = true;
  }

  /** Does something that the process cannot do any more once it is dead. */
  public synchronized void whileAlive(Runnable effect) {
    checkAlive();
    effect.run();
  }

  @Override
  public Lease create(RunId id, Optional<String> key, JournalEvent.RunStarted started) {
    return write(() -> super.create(id, key, started));
  }

  @Override
  public List<Entry> append(Lease lease, Batch batch) {
    return write(() -> super.append(lease, batch));
  }

  private synchronized <T> T write(Supplier<T> append) {
    checkAlive();
    appends++;
    if (appends != at) {
      return append.get();
    }
    switch (fault) {
      case CRASHES_BEFORE -> dead = true;
      case CRASHES_AFTER -> {
        T unused = append.get();
        dead = true;
      }
      case CANNOT_WRITE -> throw new JournalFailedException("The disk is full. Make room.");
    }
    throw new Crash(at);
  }

  private synchronized void checkAlive() {
    if (dead) {
      throw new Crash(at);
    }
  }

  @Override
  public Lease takeOver(RunId id) {
    checkAlive();
    return super.takeOver(id);
  }

  @Override
  public Lease forceTakeOver(RunId id) {
    checkAlive();
    return super.forceTakeOver(id);
  }

  @Override
  public List<Entry> read(RunId id) {
    checkAlive();
    return super.read(id);
  }

  @Override
  public void remove(Lease lease) {
    checkAlive();
    super.remove(lease);
  }

  /** The dead let go of nothing. */
  @Override
  public synchronized void letGo(Lease lease) {
    if (!dead) {
      super.letGo(lease);
    }
  }
}
