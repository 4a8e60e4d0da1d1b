/**
 * What is said about the commands, all of it read off picocli's model of them: usage, manual page,
 * completion, and what somebody may have meant.
 */
@NullMarked
package dev.bivouac.cli.help;

import org.jspecify.annotations.NullMarked;
