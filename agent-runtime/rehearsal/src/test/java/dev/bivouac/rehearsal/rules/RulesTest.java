package dev.bivouac.rehearsal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.rehearsal.text.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final String BODY =
      "The city opened a new library on Monday after four years of work. ".repeat(2)
          + "\n\nIt holds 120,000 books and stays open until ten in the evening every day.";

  private final ObjectNode request = Json.object();

  @Test
  void asksForTheDateFirst() {
    goal("News report.\nTopic: libraries\nZone: Europe/Paris");
    declare("date", "zone");
    declare("web_search", "query");

    Reply reply = Rules.next(request);

    assertThat(reply.calls())
        .containsExactly(new Reply.Call("date", "{\"zone\":\"Europe/Paris\"}"));
    assertThat(reply.reasoning()).contains("date");
  }

  @Test
  void searchesOneTopicInSeveralWordingsSideBySide() {
    goal("News report.\nTopic: libraries");
    declare("web_search", "query");

    assertThat(Rules.next(request).calls())
        .extracting(Reply.Call::arguments)
        .containsExactly(
            "{\"query\":\"libraries\"}",
            "{\"query\":\"libraries news\"}",
            "{\"query\":\"libraries latest developments\"}");
  }

  @Test
  void searchesEachOfSeveralTopicsOnce() {
    goal("Prepare today's report on technology, economy and society.");
    declare("web_search", "q");

    assertThat(Rules.next(request).calls())
        .extracting(Reply.Call::arguments)
        .containsExactly(
            "{\"q\":\"technology news\"}", "{\"q\":\"economy news\"}", "{\"q\":\"society news\"}");
  }

  @Test
  void triesAFailedSearchOnceMoreAndThenGoesOn() {
    goal("News report.\nTopic: libraries");
    declare("web_search", "query");
    made("web_search", "{\"query\":\"libraries\"}", "Failed: the search timed out.");
    made("web_search", "{\"query\":\"libraries news\"}", "1. A\n   http://a.test/x\n   Text");
    made("web_search", "{\"query\":\"libraries latest developments\"}", "Nothing was found.");

    assertThat(Rules.next(request).calls())
        .containsExactly(new Reply.Call("web_search", "{\"query\":\"libraries\"}"));

    made("web_search", "{\"query\":\"libraries\"}", "Failed: the search timed out.");
    assertThat(Rules.next(request).calls()).isEmpty();
  }

  @Test
  void fetchesFromEveryQueryAndSpreadsOverHosts() {
    goal("News report.\nTopic: libraries and museums\nArticles: 3");
    declare("web_search", "query");
    declare("fetch_article", "url");
    made(
        "web_search",
        "{\"query\":\"libraries news\"}",
        "1. A\n   http://a.test/1\n2. B\n   http://a.test/2\n3. C\n   http://c.test/3");
    made(
        "web_search",
        "{\"query\":\"museums news\"}",
        "1. D\n   http://a.test/4\n2. E\n   http://e.test/5");

    assertThat(Rules.next(request).calls())
        .extracting(Reply.Call::arguments)
        .containsExactly(
            "{\"url\":\"http://a.test/1\"}",
            "{\"url\":\"http://a.test/4\"}",
            "{\"url\":\"http://c.test/3\"}");
  }

  @Test
  void leavesOutWhatIsNotOnTheTopic() {
    goal("News report.\nTopic: museums\nArticles: 1");
    declare("web_search", "query");
    declare("fetch_article", "address");
    for (String query : List.of("museums", "museums news", "museums latest developments")) {
      made("web_search", "{\"query\":\"%s\"}".formatted(query), "1. A\n   http://a.test/1");
    }
    made("fetch_article", "{\"address\":\"http://a.test/1\"}", article());

    assertThat(Rules.next(request).text()).contains("A quiet day");
  }

  @Test
  void writesFromWhatTheSearchShowsWhenNothingCanBeFetched() {
    goal("News report.\nTopic: libraries");
    declare("web_search", "query");
    for (String query : List.of("libraries", "libraries news", "libraries latest developments")) {
      made(
          "web_search",
          "{\"query\":\"%s\"}".formatted(query),
          "1. A new house for books\n   http://a.test/1\n   The city opened a new library on Monday after four years of work.");
    }

    assertThat(Rules.next(request).text())
        .contains("### A new house for books")
        .contains("after four years of work. [1]");
  }

  @Test
  void copesWithoutAnyTool() {
    goal("News report.\nTopic: libraries");

    assertThat(Rules.next(request).text())
        .contains("A quiet day: this run, which can search nothing");
  }

  @Test
  void readsTheAddressesThatAQuestionNames() {
    goal("What does http://a.test/1 say about the library?");
    declare("web_search", "query");
    declare("fetch_article", "address");

    assertThat(Rules.next(request).calls())
        .containsExactly(new Reply.Call("fetch_article", "{\"address\":\"http://a.test/1\"}"));

    made("fetch_article", "{\"address\":\"http://a.test/1\"}", article());
    assertThat(Rules.next(request).text()).contains("It holds 120,000 books");
  }

  @Test
  void looksAtTheClockForAQuestionAboutTheDay() {
    goal("What day is it?");
    declare("date", "zone");
    assertThat(Rules.next(request).calls()).extracting(Reply.Call::tool).containsExactly("date");

    made("date", "{\"zone\":\"UTC\"}", "Sunday, 2026-11-22");
    assertThat(Rules.next(request).text()).isEqualTo("Sunday, 2026-11-22");
  }

  @Test
  void makesTheCallsThatTheGoalSpellsOut() {
    goal("Rehearsal call: add {\"a\":1,\"b\":\"x && y\"} && add {\"a\":2}\nRehearsal call: stop");

    assertThat(Rules.next(request).calls())
        .containsExactly(
            new Reply.Call("add", "{\"a\":1,\"b\":\"x && y\"}"),
            new Reply.Call("add", "{\"a\":2}"));

    made("add", "{}", "3\nmore");
    assertThat(Rules.next(request).calls()).containsExactly(new Reply.Call("stop", "{}"));

    made("stop", "{}", "ok");
    assertThat(Rules.next(request).text()).contains("- add: 3\n", "- stop: ok\n");
  }

  @Test
  void sendsWhatIsNotJsonAsItStands() {
    goal("Rehearsal call: add {\"a\": oops");

    assertThat(Rules.next(request).calls()).containsExactly(new Reply.Call("add", "{\"a\": oops"));
  }

  @Test
  void neverStopsForResultsItCannotUse() {
    goal("News report.\nTopic: libraries\nArticles: 4");
    declare("date", "zone");
    declare("web_search", "query");
    declare("fetch_article", "address");

    int steps = 0;
    Reply reply = Rules.next(request);
    for (; !reply.calls().isEmpty() && steps < 100; steps++) {
      for (Reply.Call call : reply.calls()) {
        made(call.tool(), "{}", "Failed: the arguments could not be read.");
      }
      reply = Rules.next(request);
    }

    assertThat(steps).isLessThan(20);
    assertThat(reply.text()).contains("A quiet day");
  }

  private static String article() {
    return "Title: A new house for books\nSite: A\nPublished: 2026-11-22\nAddress: http://a.test/1\n\n"
        + BODY;
  }

  private void goal(String goal) {
    request.withArray("messages").addObject().put("role", "user").put("content", goal);
  }

  private void declare(String tool, String parameter) {
    ObjectNode function =
        request.withArray("tools").addObject().put("type", "function").putObject("function");
    ObjectNode schema = function.put("name", tool).putObject("parameters").put("type", "object");
    schema.putObject("properties").putObject(parameter).put("type", "string");
    schema.putArray("required").add(parameter);
  }

  private void made(String tool, String arguments, String result) {
    ObjectNode message = request.withArray("messages").addObject().put("role", "assistant");
    message
        .putArray("tool_calls")
        .addObject()
        .put("id", "x")
        .putObject("function")
        .put("name", tool)
        .put("arguments", arguments);
    request
        .withArray("messages")
        .addObject()
        .put("role", "tool")
        .put("tool_call_id", "x")
        .put("content", result);
  }
}
