/**
 * Decides what a run does next, and does it.
 *
 * <p>The decision is pure: {@link dev.bivouac.planner.NextAction}. The rest performs it: asks the
 * model, calls the tools, appends to the journal. Start reading at {@code Planner}.
 */
@NullMarked
package dev.bivouac.planner;

import org.jspecify.annotations.NullMarked;
