package dev.bivouac.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunSummary;
import dev.bivouac.journal.Step;
import dev.bivouac.run.RunStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnToolTest {
  @Test
  void theModelReadsWhatTheToolMeasured(@TempDir Path folder) {
    RunSummary summary = OwnTool.run(folder);

    assertThat(summary.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(summary.state().calls().map(call -> call.end().map(Step.End::text).orElseThrow()))
        .containsExactly("21.5");
  }
}
