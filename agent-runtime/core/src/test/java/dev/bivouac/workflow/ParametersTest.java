package dev.bivouac.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private static final Workflow NEWS =
      new Workflow() {
        @Override
        public String name() {
          return "news";
        }

        @Override
        public String description() {
          return "Reports.";
        }

        @Override
        public List<Parameter> parameters() {
          return List.of(
              new Parameter("topic", "what about", "the day"), new Parameter("max", "", ""));
        }

        @Override
        public RunLimits limits() {
          return RunLimits.DEFAULT;
        }

        @Override
        public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
          return List.of(OpeningMessage.user("Report."));
        }

        @Override
        public Output output(RunState run) {
          return Output.NOTHING;
        }
      };

  @Test
  void fillsInDefaults() {
    assertThat(Parameters.fill(NEWS, Map.of("max", "3")))
        .containsExactly(Map.entry("topic", "the day"), Map.entry("max", "3"));
  }

  @Test
  void namesNearParametersWhenOneIsUnknown() {
    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> Parameters.fill(NEWS, Map.of("topics", "bridges")))
        .withMessage("Parameter of news 'topics' is not known. Did you mean topic?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Topic", "two words", "-x"})
  void refusesNamesThatAreNoFlags(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Parameter(name, "what about", ""))
        .withMessageContaining("'" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../up.md", "a/b.md", "a\\b.md", ".hidden"})
  void refusesFilesOutsideTheFolder(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Output.OutputFile(name, "text"))
        .withMessageContaining("'" + name + "'");
  }
}
