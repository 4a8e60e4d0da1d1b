/**
 * Fetches pages from the public web and finds the article in them.
 *
 * <p>{@link dev.bivouac.tools.article.HttpPageFetcher} brings the page and refuses every address
 * that is not public; {@link dev.bivouac.tools.article.ArticleReader} makes Markdown of it. Start
 * reading at {@link dev.bivouac.tools.article.FetchArticleTool}.
 */
@NullMarked
package dev.bivouac.tools.article;

import org.jspecify.annotations.NullMarked;
