package dev.bivouac.tools.search;

import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.FetchedPage;
import dev.bivouac.tools.article.PageFetcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One feed, fetched when it is asked for and kept for a while. */
final class KeptFeed {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(30);

  /**
   * What is known of the feed.
   *
   * @param failure why it could not be read, if it could not
   */
  record State(List<FeedItem> items, Optional<ToolFailure> failure, Instant until) {}

  private final FeedList.Feed feed;
  private final PageFetcher fetcher;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable State state;

  KeptFeed(FeedList.Feed feed, PageFetcher fetcher, Clock clock) {
    this.feed = feed;
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /** Fetches if nothing fresh is there. Two searches at once make one request. */
  State state() {
    lock.lock();
    try {
      Instant now = clock.instant();
      State known = state;
      if (known == null || !now.isBefore(known.until())) {
        known = fetch(now);
        state = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private State fetch(Instant now) {
    try {
      FetchedPage page = fetcher.fetch(feed.address());
      List<FeedItem> items = FeedReader.read(page.text(), page.address(), feed.name());
      return new State(items, Optional.empty(), now.plus(KEPT));
    } catch (ToolFailure e) {
      return new State(List.of(), Optional.of(e), now.plus(FAILURE_KEPT));
    }
  }
}
