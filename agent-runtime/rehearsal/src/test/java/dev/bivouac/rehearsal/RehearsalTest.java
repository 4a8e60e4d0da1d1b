package dev.bivouac.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.rehearsal.rules.Reply;
import dev.bivouac.rehearsal.rules.Rules;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

  private final Rehearsal rehearsal = Rehearsal.start(RehearsalOptions.of(CLOCK));
  private final Wire wire = new Wire(rehearsal);

  @AfterEach
  void close() {
    rehearsal.close();
  }

  @Test
  void writesAReportOfAsManyArticlesAsAskedForAboutTheDaysSubjects() {
    String report = new TinyAgent(wire, "Write the daily news report.\nArticles: 12").run();

    assertThat(report)
        .startsWith("# The news of the day, 22 November 2026\n\n> Rehearsal: composed by rules")
        .contains("\n## Technology\n", "\n## Science\n", "\n## Economy\n", "\n## Society\n")
        .contains("\n12. [");
    assertThat(report.lines().filter(line -> line.startsWith("### "))).hasSize(12);
  }

  @Test
  void takesEverySentenceWordForWordFromThePageThatItCites() {
    var agent = new TinyAgent(wire, "News report please.\nTopic: privacy\nArticles: 5");

    String report = agent.run();

    List<String> results = agent.request().path("messages").findValuesAsText("content");
    List<String> cited =
        report
            .substring(report.indexOf("\n### "), report.indexOf("\n## Sources"))
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .flatMap(line -> Arrays.stream(line.split(" \\[\\d+\\] ?", -1)))
            .filter(sentence -> !sentence.isEmpty())
            .toList();
    assertThat(cited).hasSizeGreaterThan(10);
    assertThat(cited)
        .allSatisfy(sentence -> assertThat(results).anyMatch(text -> text.contains(sentence)));
  }

  @Test
  void fetchesAnotherPageForOneThatIsGone() {
    var agent = new TinyAgent(wire, "Topic: privacy\nArticles: 5");

    String report = agent.run();

    assertThat(agent.request().toString()).contains("what-location-data-tells.html' answered 404");
    assertThat(report).contains("\n5. [").doesNotContain("What location data tells");
  }

  @Test
  void answersAQuestionFromThePagesItFound() {
    String answer = new TinyAgent(wire, "How do leap seconds work?").run();

    assertThat(answer)
        .contains("Leap seconds began in 1972")
        .contains("1. [What a second is")
        .contains("http://almanac.test/science/what-a-second-is.html");
  }

  @Test
  void saysSoOnAQuietDay() {
    String report = new TinyAgent(wire, "News report.\nTopic: zeppelin racing").run();

    assertThat(report).contains("A quiet day").doesNotContain("## Sources");
  }

  @Test
  void givesTheSameReplyToEveryPrefixOfAConversation() {
    var agent = new TinyAgent(wire, "News report.\nArticles: 6");
    agent.run();
    JsonNode messages = agent.request().path("messages");

    for (int at = 0; at < messages.size(); at++) {
      JsonNode message = messages.get(at);
      if (message.path("role").asText().equals("assistant")) {
        ObjectNode prefix = agent.request().deepCopy();
        for (int rest = messages.size() - 1; rest >= at; rest--) {
          prefix.withArray("messages").remove(rest);
        }
        Reply reply = Rules.next(prefix);
        assertThat(reply.text()).isEqualTo(message.path("content").asText());
        assertThat(reply.reasoning()).isEqualTo(message.path("reasoning_content").asText());
        assertThat(reply.calls()).hasSize(message.path("tool_calls").size());
      }
    }
  }

  @Test
  void keepsGoingForAsManyStepsAsTheGoalSays() {
    var agent = new TinyAgent(wire, "Try endurance.\nRehearsal steps: 60");

    String answer = agent.run();

    assertThat(answer).startsWith("60 steps are made.");
    assertThat(agent.replies()).hasSize(61);
    assertThat(agent.replies()).anyMatch(reply -> reply.path("tool_calls").size() > 1);
  }

  @Test
  void servesTheSamePagesUnderTheSameAddressesInAnotherProcess() {
    try (var other = Rehearsal.start(RehearsalOptions.of(CLOCK))) {
      var otherWire = new Wire(other);
      String address = "http://observatory.test/environment/montreal-protocol.html";

      assertThat(other.hosts().keySet()).isEqualTo(rehearsal.hosts().keySet());
      assertThat(otherWire.search("ozone")).isEqualTo(wire.search("ozone"));
      assertThat(otherWire.page(address).body()).isEqualTo(wire.page(address).body());
    }
  }

  @Test
  void countsTheRequestsToItsModel() {
    new TinyAgent(wire, "Rehearsal call: date {\"zone\":\"UTC\"}").run();

    assertThat(rehearsal.modelRequests()).isEqualTo(2);
  }

  @Test
  void namesNoKeyInItsOptions() {
    assertThat(RehearsalOptions.of(CLOCK).key("k-123456").toString()).doesNotContain("k-123456");
  }
}
