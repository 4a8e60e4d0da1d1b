/** What a long run costs, by how its conversation is kept within the window. */
@NullMarked
package dev.bivouac.kimi.cost;

import org.jspecify.annotations.NullMarked;
