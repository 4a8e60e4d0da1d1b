package dev.bivouac.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

  @Test
  void makesAReportOutOfThePagesItWasSent() {
    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(CLOCK))) {
      var agent =
          new TinyAgent(new Wire(rehearsal), "Write a news report.\nTopic: privacy\nArticles: 5");
      System.out.println(agent.run());
      agent
          .replies()
          .forEach(
              r -> System.out.println(r.path("reasoning_content") + " " + r.path("tool_calls")));
      agent = new TinyAgent(new Wire(rehearsal), "Write the daily news report.\nArticles: 12");
      System.out.println(agent.run());
      agent
          .replies()
          .forEach(
              r -> System.out.println(r.path("reasoning_content") + " " + r.path("tool_calls")));
      agent = new TinyAgent(new Wire(rehearsal), "How do leap seconds work?");
      System.out.println(agent.run());
      agent = new TinyAgent(new Wire(rehearsal), "Rehearsal steps: 40");
      System.out.println(agent.run());
      assertThat(rehearsal.modelRequests()).isPositive();
    }
  }
}
