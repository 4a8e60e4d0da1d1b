package dev.bivouac.tools.search;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One page that was found.
 *
 * @param snippet a few words from it; may be empty
 * @param publishedAt if known
 * @param source the site, by name or by host
 */
public record SearchHit(
    String title, URI address, String snippet, Optional<Instant> publishedAt, String source) {}
