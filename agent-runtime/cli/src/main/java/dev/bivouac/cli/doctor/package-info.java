/** Checks of what a run needs, and what to do where one fails. */
@NullMarked
package dev.bivouac.cli.doctor;

import org.jspecify.annotations.NullMarked;
