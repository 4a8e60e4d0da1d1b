/**
 * A model of rules behind the real wire, and a small searchable web, on loopback. Start reading at
 * {@link dev.bivouac.rehearsal.Rehearsal}.
 */
@NullMarked
package dev.bivouac.rehearsal;

import org.jspecify.annotations.NullMarked;
