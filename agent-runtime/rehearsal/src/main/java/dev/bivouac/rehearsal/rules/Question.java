package dev.bivouac.rehearsal.rules;

import dev.bivouac.rehearsal.text.Words;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Answers any other goal: the date if that is asked, else a search, three pages, a few sentences.
 */
final class Question {
  private static final int PAGES = 3;
  private static final Pattern ASKS_DATE =
      Pattern.compile(
          "\\b(?:what|which|welche[rs]?|wie)\\b.{0,20}\\b(?:date|day|time|datum|tag|uhr|sp\u00e4t)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'`|,;]+");
  private static final String NOTICE =
      "Composed by rules from the fetched pages; no language model wrote this answer.";

  private final Conversation conversation;
  private final List<String> words;
  private final Research research;

  Question(Conversation conversation) {
    this.conversation = conversation;
    String text = ADDRESS.matcher(conversation.goal().text()).replaceAll(" ");
    this.words = Words.content(text).stream().limit(8).toList();
    this.research =
        new Research(
            conversation,
            words.isEmpty() ? List.of() : queries(),
            addressesInGoal().isEmpty() ? words : List.of());
  }

  private List<String> queries() {
    String all = String.join(" ", words);
    var tool = conversation.searchTool();
    boolean nothing =
        tool.isPresent()
            && words.size() > 2
            && conversation.with(tool.get()).stream()
                .anyMatch(
                    it -> it.mentions(all) && it.succeeded() && Hit.in(it.result()).isEmpty());
    return nothing ? List.of(all, String.join(" ", words.subList(0, 2))) : List.of(all);
  }

  Reply next() {
    var date = conversation.dateTool();
    if (date.isPresent() && ASKS_DATE.matcher(conversation.goal().text()).find()) {
      List<Exchange> asked = conversation.with(date.get());
      return asked.isEmpty()
          ? Reply.asking(
              "Only the clock knows that, so I ask it.",
              List.of(date.get().date(conversation.goal().zone())))
          : Reply.saying("The clock has answered.", asked.getLast().firstLine());
    }
    List<String> given = addressesInGoal();
    List<Reply.Call> searches = given.isEmpty() ? research.openSearches() : List.of();
    if (!searches.isEmpty()) {
      return Reply.asking(
          "I search for the words of the question that carry its meaning: \"%s\"."
              .formatted(research.queries().getLast()),
          searches);
    }
    List<String> open = given.isEmpty() ? fromSearch() : notFetched(given);
    if (conversation.fetchTool().isPresent() && !open.isEmpty()) {
      Tool fetch = conversation.fetchTool().get();
      return Reply.asking(
          "I read %d of the best pages side by side before I answer.".formatted(open.size()),
          open.stream().map(fetch::fetch).toList());
    }
    return answer();
  }

  private List<String> notFetched(List<String> addresses) {
    return addresses.stream()
        .filter(address -> research.fetches().stream().noneMatch(it -> it.mentions(address)))
        .toList();
  }

  private List<String> fromSearch() {
    int missing = PAGES - research.articles().size();
    return missing > 0 ? research.nextAddresses(missing) : List.of();
  }

  /** The addresses that the goal itself names. */
  private List<String> addressesInGoal() {
    return ADDRESS
        .matcher(conversation.goal().text())
        .results()
        .map(found -> found.group().replaceAll("[.!?)]+$", ""))
        .distinct()
        .limit(PAGES)
        .toList();
  }

  /** The first page, and of the others those with a sentence that has most of the words. */
  private List<Article> telling() {
    int needed = (words.size() * 3 + 4) / 5;
    List<Article> read = research.articles().stream().limit(PAGES).toList();
    return read.stream()
        .filter(article ->
            !addressesInGoal().isEmpty()
                || article.equals(read.getFirst())
                || Sentences.best(article, words, 1).stream()
                        .flatMap(sentence -> Words.of(sentence).stream().distinct())
                        .filter(words::contains)
                        .count()
                    >= needed)
        .toList();
  }

  private Reply answer() {
    List<Article> articles = telling();
    if (articles.isEmpty()) {
      return Reply.saying(
          "Nothing I found can be used, and I do not guess.",
          "I found no page that answers this. " + NOTICE);
    }
    var out = new StringBuilder();
    for (int at = 0; at < articles.size(); at++) {
      List<String> best = Sentences.best(articles.get(at), words, at == 0 ? 3 : 1);
      out.append(Report.cited(best, at + 1)).append("\n\n");
    }
    out.append("> ").append(NOTICE).append('\n').append(Report.sources(articles));
    return Reply.saying(
        "%d of the pages say something on the question. I quote them, the first at most length."
            .formatted(articles.size()),
        out.toString());
  }
}
