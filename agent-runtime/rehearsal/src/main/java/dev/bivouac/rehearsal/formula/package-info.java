/** The official tools of a rehearsal's provider: declared and carried out as the vendor does. */
@NullMarked
package dev.bivouac.rehearsal.formula;

import org.jspecify.annotations.NullMarked;
