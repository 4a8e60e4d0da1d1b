/**
 * The program: command line, wiring and all printing.
 *
 * <p>Start reading at {@link dev.bivouac.cli.Main}; {@code Wiring} is the only place that makes
 * adapters.
 */
@NullMarked
package dev.bivouac.cli;

import org.jspecify.annotations.NullMarked;
