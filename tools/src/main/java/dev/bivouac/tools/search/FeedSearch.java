package dev.bivouac.tools.search;

import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.PageFetcher;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Searches the newest items of a list of feeds. It needs no key and no server; it knows only what
 * the feeds tell today. A feed that fails is left out; feeds are kept for five minutes.
 */
public final class FeedSearch implements SearchProvider {
  private final List<KeptFeed> feeds;
  private final Clock clock;

  /** Fetches through the same guard as pages are fetched. */
  public FeedSearch(FeedList list, PageFetcher fetcher, Clock clock) {
    this.feeds = list.feeds().stream().map(feed -> new KeptFeed(feed, fetcher, clock)).toList();
    this.clock = clock;
  }

  @Override
  public String name() {
    return "feeds";
  }

  @Override
  public List<SearchHit> search(SearchQuery query) {
    List<KeptFeed.State> states = states();
    List<FeedItem> items = new ArrayList<>();
    states.forEach(state -> items.addAll(state.items()));
    if (states.stream().noneMatch(state -> state.failure().isEmpty())) {
      throw new RetryableToolFailure(allBroken(states), Optional.empty());
    }
    return FeedRanking.rank(items, query, clock.instant()).stream().map(FeedItem::hit).toList();
  }

  @Override
  public Optional<String> problem() {
    List<KeptFeed.State> states = states();
    return states.stream().anyMatch(state -> state.failure().isEmpty())
        ? Optional.empty()
        : Optional.of(allBroken(states));
  }

  @Override
  public String advice() {
    return "Only the newest items of %d news feeds are searched: try one or two general words in the language of the source, or just 'news' for the newest items."
        .formatted(feeds.size());
  }

  private static String allBroken(List<KeptFeed.State> states) {
    String first = states.get(0).failure().map(ToolFailure::getMessage).orElse("");
    return "None of the %d feeds can be read. The first: %s".formatted(states.size(), first);
  }

  /** What each feed holds now; those that must be fetched are fetched side by side. */
  private List<KeptFeed.State> states() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<KeptFeed.State>> tasks =
          feeds.stream().map(feed -> threads.submit(feed::state)).toList();
      try {
        List<KeptFeed.State> states = new ArrayList<>();
        for (Future<KeptFeed.State> task : tasks) {
          states.add(task.get());
        }
        return states;
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new ToolFailure("The search was cancelled.", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("A feed failed unexpectedly.", e.getCause());
      }
    }
  }
}
