package dev.bivouac.rehearsal.rules;

import dev.bivouac.rehearsal.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a news report: the date, searches side by side, fetches in batches, then the writing. */
final class NewsReport {
  private static final List<String> SUBJECTS =
      List.of("technology", "science", "economy", "society");

  private final Conversation conversation;
  private final Goal goal;
  private final Research research;

  NewsReport(Conversation conversation) {
    this.conversation = conversation;
    this.goal = conversation.goal();
    List<String> words = goal.topic().map(Words::content).orElse(List.of());
    this.research = new Research(conversation, queries(goal), words);
  }

  private static List<String> queries(Goal goal) {
    List<String> subjects = goal.subjects();
    if (subjects.size() == 1) {
      String topic = subjects.getFirst();
      return List.of(topic, topic + " news", topic + " latest developments");
    }
    return (subjects.isEmpty() ? SUBJECTS : subjects)
        .stream().limit(8).map(subject -> subject + " news").toList();
  }

  Reply next() {
    var date = conversation.dateTool();
    if (date.isPresent()
        && conversation.today().isEmpty()
        && conversation.with(date.get()).size() < 2) {
      return Reply.asking(
          "I cannot know what day it is, so I ask for the date before I look for news.",
          List.of(date.get().date(goal.zone())));
    }
    List<Reply.Call> searches = research.openSearches();
    if (!searches.isEmpty()) {
      return Reply.asking(whySearch(searches.size()), searches);
    }
    int missing = goal.articles() - research.articles().size();
    List<String> addresses = missing > 0 ? research.nextAddresses(missing) : List.of();
    if (conversation.fetchTool().isPresent() && !addresses.isEmpty()) {
      Tool fetch = conversation.fetchTool().get();
      return new Reply(
          whyFetch(addresses.size()),
          research.fetches().isEmpty() ? "Reading the first of what the searches found." : "",
          addresses.stream().map(fetch::fetch).toList());
    }
    return write();
  }

  private String whySearch(int searches) {
    var tool = conversation.searchTool();
    boolean again = tool.isPresent() && !conversation.with(tool.get()).isEmpty();
    if (again) {
      return "%d of the searches gave nothing usable; I try again.".formatted(searches);
    }
    return goal.topic().isEmpty()
        ? "No topic is named, so I search %d subjects side by side.".formatted(searches)
        : "I search for the topic in %d ways side by side, since one wording may miss something."
            .formatted(searches);
  }

  private String whyFetch(int addresses) {
    int fetched = research.fetches().size();
    int read = research.articles().size();
    if (fetched == 0) {
      return "The searches gave %d addresses. I fetch %d of them side by side, query after query and spread over the sites."
          .formatted(research.found(), addresses);
    }
    return fetched > read
        ? "%d of %d pages could be used. %d more take the place of the others and fill up the number asked for."
            .formatted(read, fetched, addresses)
        : "All %d pages could be used; %d more are asked for.".formatted(read, addresses);
  }

  private Reply write() {
    List<Article> read = research.articles();
    List<Article> articles = read.subList(0, Math.min(read.size(), goal.articles()));
    if (articles.isEmpty()) {
      return Reply.saying(
          "Nothing that I found could be read, so the report says that it was a quiet day.",
          Report.ofQuietDay(headline(), quietDay()));
    }
    boolean single = goal.subjects().size() == 1;
    var themes = Themes.of(articles, single ? Map.of() : subjects(), goal.topic().orElse("News"));
    List<Article> numbered = themes.values().stream().flatMap(List::stream).toList();
    List<String> words = goal.topic().map(Words::content).orElse(List.of());
    return Reply.saying(
        "%d of %d articles asked for are read and %s. I take the sentences that say most and cite each."
            .formatted(
                articles.size(),
                goal.articles(),
                articles.size() < goal.articles() ? "no address is left" : "that is enough"),
        Report.of(headline(), numbered, themes, words));
  }

  private Map<String, String> subjects() {
    var subjects = new LinkedHashMap<String, String>();
    research
        .foundBy()
        .forEach((address, query) -> subjects.put(address, query.replaceAll(" news$", "")));
    return subjects;
  }

  private String headline() {
    String day = conversation.today().map(today -> ", " + Dates.inWords(today)).orElse("");
    return goal.topic()
            .map(topic -> Themes.capitalised(topic) + " in the news")
            .orElse("The news of the day")
        + day;
  }

  private String quietDay() {
    String where =
        conversation.searchTool().isPresent()
            ? "the searches for " + quoted(research.queries())
            : "this run, which can search nothing,";
    return "A quiet day: %s gave no page that could be read and was on the topic.".formatted(where);
  }

  private static String quoted(List<String> queries) {
    return String.join(", ", queries.stream().map(query -> "\"" + query + "\"").toList());
  }
}
