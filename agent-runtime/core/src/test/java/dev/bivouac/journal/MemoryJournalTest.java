package dev.bivouac.journal;

import java.time.Clock;

class MemoryJournalTest extends JournalContract {
  @Override
  protected Journal open(Clock clock) {
    return new MemoryJournal(clock);
  }
}
