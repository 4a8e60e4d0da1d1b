/** A named way to make runs: what it asks for, what it sends first, which files come of it. */
@NullMarked
package dev.bivouac.workflow;

import org.jspecify.annotations.NullMarked;
