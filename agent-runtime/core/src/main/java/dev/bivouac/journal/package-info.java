/**
 * What happened in a run, in order.
 *
 * <p>A run is its journal: {@link dev.bivouac.journal.RunState} is computed from it and never
 * stored as the truth. Write an event before anything acts on it; on restart, replay decides what
 * is left to do. Start reading at {@link dev.bivouac.journal.JournalEvent}.
 */
@NullMarked
package dev.bivouac.journal;

import org.jspecify.annotations.NullMarked;
