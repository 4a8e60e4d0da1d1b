package dev.bivouac.tools.article;

import java.net.URI;
import java.util.Optional;

/**
 * What a page says about its article. All of it is the page's own claim.
 *
 * @param title without the name of the site
 * @param byline who wrote it
 * @param site the name of the site
 * @param publishedAt ISO 8601, as exact as the page is: a date, a local time, or one with its
 *     offset
 * @param language as in the page, such as {@code en-GB}
 * @param canonical the address the page wants to be known by, if it is one of the same site; else
 *     the one it was found at
 */
public record ArticleFacts(
    Optional<String> title,
    Optional<String> byline,
    Optional<String> site,
    Optional<String> publishedAt,
    Optional<String> language,
    URI canonical) {}
