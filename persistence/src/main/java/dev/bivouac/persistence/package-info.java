/**
 * The journal in H2: a folder of numbered files, each written by one process at a time.
 *
 * <p>Start reading at {@link dev.bivouac.persistence.H2Store}. {@code GroupWriter} is where entries
 * become durable, {@code StoreFolder} decides which file a run lives in, {@code RunTable} holds the
 * SQL.
 */
@NullMarked
package dev.bivouac.persistence;

import org.jspecify.annotations.NullMarked;
