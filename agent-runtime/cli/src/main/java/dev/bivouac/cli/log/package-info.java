/**
 * Log files, one a run: private, bounded, and cheap to write to. What stands in them is decided by
 * whoever writes; {@link dev.bivouac.cli.log.LibraryLog} adds what libraries have to say.
 */
@NullMarked
package dev.bivouac.cli.log;

import org.jspecify.annotations.NullMarked;
