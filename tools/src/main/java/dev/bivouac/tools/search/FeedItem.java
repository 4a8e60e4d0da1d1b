package dev.bivouac.tools.search;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a feed, as plain text.
 *
 * @param source the name of the feed
 */
record FeedItem(
    String title, String summary, URI address, Optional<Instant> publishedAt, String source) {
  SearchHit hit() {
    return new SearchHit(title, address, summary, publishedAt, source);
  }
}
