/**
 * The journal in H2, a folder of numbered files, each written by one process at a time; and in
 * PostgreSQL, where all processes share one database.
 *
 * <p>Start reading at {@link dev.bivouac.persistence.Stores}. Both kinds of {@link
 * dev.bivouac.persistence.Store} share the SQL, which is in {@code RunReads} and {@code RunWrites}.
 * In H2, {@code GroupWriter} is where entries become durable, and {@code StoreFolder} decides which
 * file a run lives in. In PostgreSQL, {@code PostgresLink} is where work is done again when a
 * connection breaks, and {@code PostgresHolders} knows who drives a run.
 */
@NullMarked
package dev.bivouac.persistence;

import org.jspecify.annotations.NullMarked;
