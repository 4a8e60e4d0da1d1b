package dev.bivouac.tools.article;

/**
 * An article as a reader wants it.
 *
 * @param facts what the page says about it
 * @param markdown its text, links made absolute, without title and pictures
 * @param forSubscribers true if the page says that not everybody may read it whole, so that this
 *     may be only its beginning
 */
public record Article(ArticleFacts facts, String markdown, boolean forSubscribers) {}
