/**
 * The agent runtime: a planner loop whose every step is journaled.
 *
 * <p>Start reading at {@link dev.bivouac.AgentRuntime}, the one public entry; then {@link
 * dev.bivouac.journal.JournalEvent}, what is kept; then {@link dev.bivouac.planner.NextAction},
 * what is decided.
 */
@NullMarked
package dev.bivouac;

import org.jspecify.annotations.NullMarked;
