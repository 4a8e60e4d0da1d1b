package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.workflows.JournaledRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DailyNewsReportTest {
  private static final DailyNewsReport WORKFLOW = new DailyNewsReport();

  @Test
  void marksWhatTheArticlesDoNotSay() throws IOException {
    var run =
        JournaledRun.of(WORKFLOW)
            .with("topic", "privacy")
            .fetched(
                "https://a.example/one",
                "The council voted 12 to 5 on Friday. “We will not record faces,” the mayor said.")
            .fetched(
                "https://b.example/two", "The fine is 1,500,000 (€1.5m) euros, the regulator said.")
            .answering(resource("answer.md"));

    var output = WORKFLOW.output(run);
    System.out.println(output.files().getFirst().name());
    System.out.println(output.files().getFirst().content());
    System.out.println(output.notes());
    assertThat(output.files()).hasSize(1);
  }

  private static String resource(String name) throws IOException {
    try (var in = DailyNewsReportTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
