package dev.bivouac.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.workflow.Workflow;
import org.junit.jupiter.api.Test;

class WorkflowsTest {
  @Test
  void areFoundByName() {
    assertThat(Workflows.all())
        .extracting(Workflow::name)
        .containsExactly("daily-news-report", "ask");
    assertThat(Workflows.all())
        .allSatisfy(it ->
            assertThat(Workflows.find(it.name()))
                .hasValueSatisfying(found -> assertThat(found).hasSameClassAs(it)));
    assertThat(Workflows.find("news")).isEmpty();
  }
}
