/**
 * A run as it is told to people: its journal in the order in which things happened, with the time
 * that each took. Start reading at {@link dev.bivouac.cli.story.Story}; what writes it down, as
 * text or as a page, lies elsewhere.
 */
@NullMarked
package dev.bivouac.cli.story;

import org.jspecify.annotations.NullMarked;
