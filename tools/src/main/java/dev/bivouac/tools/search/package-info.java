/**
 * Searches the web, through SearXNG or in the newest items of news feeds.
 *
 * <p>A {@link dev.bivouac.tools.search.SearchProvider} finds; {@link
 * dev.bivouac.tools.search.SearchTool} is what the model calls. Start reading there.
 */
@NullMarked
package dev.bivouac.tools.search;

import org.jspecify.annotations.NullMarked;
