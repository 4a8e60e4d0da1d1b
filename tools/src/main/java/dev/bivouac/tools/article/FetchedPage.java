package dev.bivouac.tools.article;

import java.net.URI;

/**
 * A page as it came, decoded to text.
 *
 * @param requested the address that was asked for
 * @param address where the page was found, after redirects
 * @param mediaType lower case without parameters, such as {@code text/html}
 * @param text the whole body
 */
public record FetchedPage(URI requested, URI address, String mediaType, String text) {}
