package dev.bivouac.persistence;

import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.run.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as it begins.
 *
 * @param at its first entry's time
 */
record NewRun(RunId id, Optional<String> key, RunStarted started, Holder owner, Instant at) {}
