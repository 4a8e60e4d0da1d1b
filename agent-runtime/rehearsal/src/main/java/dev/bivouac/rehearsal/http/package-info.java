/** What every loopback server of a rehearsal needs of HTTP. */
@NullMarked
package dev.bivouac.rehearsal.http;

import org.jspecify.annotations.NullMarked;
