package dev.bivouac.rehearsal.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What searching and fetching have brought so far, and what is left to do.
 *
 * @param queries what is to be searched
 * @param words what an article must be about; empty for anything
 */
record Research(Conversation conversation, List<String> queries, List<String> words) {
  private static final int ATTEMPTS = 2;
  private static final int SIDE_BY_SIDE = 4;

  /** The searches that are still to be made, a failed one once more. */
  List<Reply.Call> openSearches() {
    return conversation.searchTool().stream()
        .flatMap(tool -> openSearches(tool).limit(SIDE_BY_SIDE))
        .toList();
  }

  private Stream<Reply.Call> openSearches(Tool tool) {
    List<Exchange> made = conversation.with(tool);
    long unreadable = made.stream().filter(exchange -> exchange.arguments().isEmpty()).count();
    return queries.stream()
        .filter(query -> {
          List<Exchange> own = made.stream().filter(it -> it.mentions(query)).toList();
          return own.stream().noneMatch(Exchange::succeeded)
              && own.size() < ATTEMPTS
              && unreadable < (long) ATTEMPTS * queries.size();
        })
        .map(query ->
            tool.search(
                query, conversation.goal(), made.stream().anyMatch(it -> it.mentions(query))));
  }

  /** What each query found, best first; a query that found nothing has an empty list. */
  Map<String, List<Hit>> hits() {
    List<Exchange> searches =
        conversation.searchTool().map(conversation::with).orElse(List.of()).stream()
            .filter(Exchange::succeeded)
            .toList();
    var hits = new LinkedHashMap<String, List<Hit>>();
    for (String query : queries) {
      hits.put(
          query,
          searches.stream()
              .filter(search -> search.mentions(query))
              .flatMap(search -> Hit.in(search.result()).stream())
              .toList());
    }
    return hits;
  }

  /** The articles read so far, in the order of reading, each once. */
  List<Article> articles() {
    if (conversation.fetchTool().isEmpty()) {
      return hits().values().stream()
          .flatMap(List::stream)
          .filter(distinct())
          .flatMap(hit -> Article.of(hit, language()).stream())
          .toList();
    }
    var byAddress = new LinkedHashMap<String, Article>();
    for (Exchange fetch : fetches()) {
      if (Article.isAbout(words, fetch.result())) {
        Article.of(fetch, address(fetch), language())
            .ifPresent(article -> byAddress.putIfAbsent(article.address(), article));
      }
    }
    return List.copyOf(byAddress.values());
  }

  private static Predicate<Hit> distinct() {
    Set<String> seen = new HashSet<>();
    return hit -> seen.add(hit.address());
  }

  /** Every fetch so far. */
  List<Exchange> fetches() {
    return conversation.fetchTool().map(conversation::with).orElse(List.of());
  }

  private static String address(Exchange fetch) {
    for (var argument : fetch.arguments()) {
      if (argument.isTextual() && argument.textValue().startsWith("http")) {
        return argument.textValue();
      }
    }
    return "";
  }

  /** Which query first found each article, by the article's address. */
  Map<String, String> foundBy() {
    var queryOf = new HashMap<String, String>();
    chosen(hits()).forEach(choice -> queryOf.put(choice.hit().address(), choice.query()));
    var foundBy = new HashMap<String, String>();
    for (Exchange fetch : fetches()) {
      String query = queryOf.get(address(fetch));
      if (query != null) {
        Article.of(fetch, address(fetch), language())
            .ifPresent(article -> foundBy.putIfAbsent(article.address(), query));
      }
    }
    return foundBy;
  }

  private Locale language() {
    return Locale.forLanguageTag(conversation.goal().language().orElse("en"));
  }

  /** The addresses to fetch next, at most as many as go side by side. */
  List<String> nextAddresses(int wanted) {
    Set<String> tried = new HashSet<>();
    fetches().forEach(fetch -> tried.add(address(fetch)));
    long unreadable = fetches().stream().filter(fetch -> address(fetch).isEmpty()).count();
    if (unreadable > SIDE_BY_SIDE * 2) {
      return List.of();
    }
    return chosen(hits()).stream()
        .map(choice -> choice.hit().address())
        .filter(address -> !tried.contains(address))
        .limit(Math.min(wanted, SIDE_BY_SIDE))
        .toList();
  }

  private record Choice(String query, Hit hit) {}

  /** All hits in the order of fetching: query after query, spread over the hosts. */
  private static List<Choice> chosen(Map<String, List<Hit>> hits) {
    var left = new LinkedHashMap<String, List<Hit>>();
    hits.forEach((query, found) -> left.put(query, new ArrayList<>(found)));
    Map<String, Integer> perHost = new HashMap<>();
    Set<String> taken = new HashSet<>();
    var chosen = new ArrayList<Choice>();
    while (left.values().stream().anyMatch(found -> !found.isEmpty())) {
      left.forEach((query, found) -> {
        found.removeIf(hit -> taken.contains(hit.address()));
        best(found, perHost)
            .ifPresent(hit -> {
              found.remove(hit);
              taken.add(hit.address());
              perHost.merge(Hit.host(hit.address()), 1, Integer::sum);
              chosen.add(new Choice(query, hit));
            });
      });
    }
    return chosen;
  }

  /**
   * The first whose host has not been chosen more often than another's at hand, give or take one.
   */
  private static Optional<Hit> best(List<Hit> found, Map<String, Integer> perHost) {
    List<Hit> atHand = found.subList(0, Math.min(3, found.size()));
    int least = atHand.stream().mapToInt(hit -> timesChosen(hit, perHost)).min().orElse(0);
    return atHand.stream().filter(hit -> timesChosen(hit, perHost) <= least + 1).findFirst();
  }

  private static int timesChosen(Hit hit, Map<String, Integer> perHost) {
    return perHost.getOrDefault(Hit.host(hit.address()), 0);
  }

  /** How many different addresses the searches gave. */
  int found() {
    return chosen(hits()).size();
  }
}
