package dev.bivouac.workflows.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bivouac.journal.OpeningMessage;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTemplateTest {
  private static final String TEXT = "# System\n\nBe {{manner}}.\n\n# Goal\n\nFind {{what}}.\n";

  @Test
  void fillsItsPlaces() {
    var template = PromptTemplate.parse("x", TEXT, Set.of("manner", "what"));

    assertThat(template.fill(Map.of("manner", "kind", "what", "{{manner}} $0")))
        .containsExactly(
            OpeningMessage.system("Be kind."), OpeningMessage.user("Find {{manner}} $0."));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "# System/a/# Goal/{{what}} {{other}} | Prompt x has the places [other, what], but the workflow fills [what]. Make them the same.",
        "# System/a/# Goal/b                  | Prompt x has the places [], but the workflow fills [what]. Make them the same.",
        "# System/a/# Goal/{{what}} {{ what}} | Prompt x has braces that name no place. A place is written {{topic}}.",
        "# System/a/# Goal/{{what}} }}        | Prompt x has braces that name no place. A place is written {{topic}}.",
        "# System/a/{{what}}                  | Prompt x must have the line '# Goal' exactly once.",
        "# System/a/# System/# Goal/{{what}}  | Prompt x must have the line '# System' exactly once.",
        "# Goal/{{what}}/# System/a           | Prompt x has '# Goal' first. Put '# System' before it.",
        "# System/# Goal/{{what}}             | Prompt x has an empty part. Say something in both.",
      })
  void refusesATextThatCannotBeFilled(String text, String message) {
    assertThatExceptionOfType(InvalidPromptException.class)
        .isThrownBy(() -> PromptTemplate.parse("x", text.replace("/", "\n"), Set.of("what")))
        .withMessage(message);
  }

  @Test
  void refusesToLeaveAPlaceEmpty() {
    var template = PromptTemplate.parse("x", TEXT, Set.of("manner", "what"));

    assertThatIllegalArgumentException().isThrownBy(() -> template.fill(Map.of("what", "x")));
  }

  @Test
  void saysWhenThereIsNoPrompt() {
    assertThatExceptionOfType(InvalidPromptException.class)
        .isThrownBy(() -> PromptTemplate.beside(PromptTemplateTest.class, Set.of()))
        .withMessage(
            "Prompt dev.bivouac.workflows.prompt/prompt.md is missing. Put it beside the workflow's"
                + " class.");
  }
}
