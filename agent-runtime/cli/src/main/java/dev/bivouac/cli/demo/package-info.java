/** A run that is killed in the middle of a tool and goes on, played for newcomers and measured. */
@NullMarked
package dev.bivouac.cli.demo;

import org.jspecify.annotations.NullMarked;
