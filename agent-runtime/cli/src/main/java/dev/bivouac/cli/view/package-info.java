/**
 * How the program draws on a terminal: finished lines that scroll away, and below them a few lines
 * that are drawn again and again. It knows nothing of runs, and is the only user of JLine.
 */
@NullMarked
package dev.bivouac.cli.view;

import org.jspecify.annotations.NullMarked;
