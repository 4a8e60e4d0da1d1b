/**
 * Parts that a self-contained page is made of. Text goes into a document tree and never into
 * markup, so what others wrote stays text: start reading at {@link dev.bivouac.cli.page.Html}. What
 * a page says is decided elsewhere.
 */
@NullMarked
package dev.bivouac.cli.page;

import org.jspecify.annotations.NullMarked;
