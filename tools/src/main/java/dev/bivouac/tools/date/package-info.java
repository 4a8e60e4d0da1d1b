/** Tells the model what day and time it is, which its training data cannot. */
@NullMarked
package dev.bivouac.tools.date;

import org.jspecify.annotations.NullMarked;
