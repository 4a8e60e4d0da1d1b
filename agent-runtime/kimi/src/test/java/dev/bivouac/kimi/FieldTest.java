package dev.bivouac.kimi;

import static dev.bivouac.kimi.FieldRun.ANSWER;
import static dev.bivouac.kimi.LoopbackHost.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.RunSummary;
import dev.bivouac.run.RunOutcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Tests of whole runs with a host that sends what hosts were seen to send. */
abstract class FieldTest extends OneHostTest {
  static final String ROOT = "{\"path\":\"/\"}";

  FieldRun run;

  @BeforeEach
  void prepareRun() {
    run = new FieldRun(host, builder().build());
  }

  void answering(String... chunks) {
    run.answering(stream(chunks));
  }

  /** The run comes to its answer, after so many requests of which none would be refused. */
  RunSummary completes(int requests) {
    RunSummary summary = run.run();
    assertThat(summary.state().outcome()).contains(new RunOutcome.Completed(ANSWER));
    assertThat(run.refusals()).isEmpty();
    assertThat(host.received()).hasSize(requests);
    return summary;
  }

  /** The first reply as it stands in the last request. */
  JsonNode sentBack() {
    for (var message : host.received().getLast().json().path("messages")) {
      if (message.path("role").asText().equals("assistant")) {
        return message;
      }
    }
    throw new AssertionError("no reply was sent back");
  }

  String lastResult() {
    var messages = host.received().getLast().json().path("messages");
    return messages.path(messages.size() - 1).path("content").asText();
  }

  static List<String> reminders(RunSummary summary) {
    return summary.state().steps().stream().flatMap(step -> step.reminders().stream()).toList();
  }

  static String fragment(String json) {
    return calls(json.replace('\'', '"').replace("`", "\\\""));
  }
}
