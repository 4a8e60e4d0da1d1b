package dev.bivouac.tools.search;

import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.FetchedPage;
import dev.bivouac.tools.article.PageFetcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Searches a list of news feeds, so that a model key alone is enough for a report. The feeds are
 * fetched side by side, through the same guard as pages, and kept for a few minutes.
 */
public final class FeedSearch implements SearchProvider {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final FeedList list;
  private final PageFetcher fetcher;
  private final Clock clock;
  private Gathered gathered = new Gathered(Instant.MIN, List.of(), 0, Optional.empty());

  /**
   * What the feeds held.
   *
   * @param broken how many could not be read
   * @param firstProblem why the first of those could not
   */
  private record Gathered(
      Instant at, List<SearchHit> items, int broken, Optional<String> firstProblem) {}

  /** A search of these feeds. */
  public FeedSearch(FeedList list, PageFetcher fetcher, Clock clock) {
    this.list = list;
    this.fetcher = fetcher;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "feeds";
  }

  @Override
  public List<SearchHit> search(SearchQuery query) {
    Gathered found = gather();
    if (found.broken() == list.feeds().size()) {
      throw new RetryableToolFailure(
          "None of the %d feeds can be read; the first: %s"
              .formatted(found.broken(), found.firstProblem().orElse("")),
          Optional.empty());
    }
    return FeedRanking.rank(found.items(), query, clock.instant());
  }

  @Override
  public Optional<String> problem() {
    Gathered found = gather();
    return found.broken() < list.feeds().size()
        ? Optional.empty()
        : Optional.of(
            "None of the %d news feeds can be read; the first: %s Is this machine connected? Or set SEARXNG_URL to a SearXNG server."
                .formatted(found.broken(), found.firstProblem().orElse("")));
  }

  private synchronized Gathered gather() {
    if (gathered.at().plus(KEPT).isBefore(clock.instant())) {
      gathered = fetchAll();
    }
    return gathered;
  }

  private Gathered fetchAll() {
    var items = new ArrayList<SearchHit>();
    int broken = 0;
    Optional<String> firstProblem = Optional.empty();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<SearchHit>>> feeds =
          list.feeds().stream().map(feed -> threads.submit(() -> fetch(feed))).toList();
      for (Future<List<SearchHit>> feed : feeds) {
        try {
          items.addAll(feed.get());
        } catch (ExecutionException e) {
          broken++;
          firstProblem = firstProblem.or(() -> Optional.of(reason(e)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailure("The search was cancelled.", e);
    }
    Instant at = items.isEmpty() ? Instant.MIN : clock.instant();
    return new Gathered(at, List.copyOf(items), broken, firstProblem);
  }

  private List<SearchHit> fetch(FeedList.Feed feed) {
    FetchedPage page = fetcher.fetch(feed.address());
    return FeedReader.read(page.address(), feed.name(), page.text());
  }

  private static String reason(ExecutionException e) {
    return e.getCause() instanceof ToolFailure failure
        ? String.valueOf(failure.getMessage())
        : e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
  }
}
