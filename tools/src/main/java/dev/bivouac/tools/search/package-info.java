/**
 * The tool {@code web_search} and the places it can search: a SearXNG server, or a list of news
 * feeds.
 *
 * <p>Start reading at {@link dev.bivouac.tools.search.SearchTool}; another place is another {@link
 * dev.bivouac.tools.search.SearchProvider}.
 */
@NullMarked
package dev.bivouac.tools.search;

import org.jspecify.annotations.NullMarked;
