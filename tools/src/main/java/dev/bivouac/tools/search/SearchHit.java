package dev.bivouac.tools.search;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that was found.
 *
 * @param title as the place gives it
 * @param address http or https
 * @param snippet some words of it, perhaps none
 * @param publishedAt when it was published, if the place knows
 * @param source the site or feed it is from, perhaps empty
 */
public record SearchHit(
    String title, URI address, String snippet, Optional<Instant> publishedAt, String source) {}
