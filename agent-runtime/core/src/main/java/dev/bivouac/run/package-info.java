/** The values that name and bound a run: ids, keys, limits, usage, outcome. */
@NullMarked
package dev.bivouac.run;

import org.jspecify.annotations.NullMarked;
