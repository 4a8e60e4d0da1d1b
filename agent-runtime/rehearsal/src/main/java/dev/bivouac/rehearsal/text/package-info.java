/** Words and JSON, as both the model and the site need them. */
@NullMarked
package dev.bivouac.rehearsal.text;

import org.jspecify.annotations.NullMarked;
