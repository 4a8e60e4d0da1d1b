package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.workflows.JournaledRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCheckTest {
  private static final String SOURCES =
      """

      ## Sources

      1. [One](https://a.example/one) - a.example, no date
      2. [Two](https://b.example/two) - b.example, no date
      3. [Three](https://c.example/three) - c.example, no date
      """;
  private static final Articles ARTICLES =
      Articles.of(
          JournaledRun.of(new DailyNewsReport())
              .fetched(
                  "https://a.example/one", "It rose to 42. “We did not expect that,” she said.")
              .fetched("https://b.example/two", "It fell by 1,234.5 tonnes in 2026.")
              .answering("Done."));

  private static ReportCheck.Checked check(String text) {
    return ReportCheck.of(text, ARTICLES, "Since: 24 hours\nToday: 2026-11-22");
  }

  /** The body with its marks. */
  private static String marked(String body) {
    String markdown = check("# Headline\n\n" + body + "\n" + SOURCES).markdown();
    return markdown.substring("# Headline\n\n".length(), markdown.indexOf("\n\n## Sources"));
  }

  @ParameterizedTest(name = "{0}{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "It rose [1].                           |",
        "It rose to 42 [1].                     |",
        "It rose to 43 [1].                     | **[number 43 not in source]**",
        "It fell by 1.234,50 in 2026 [2].       |",
        "It fell by 1 234,5 [1].                | **[number 1 234,5 not in source]**",
        "It rose to 42, fell by 1234.5. [1][2]  |",
        "It rose to 42, fell by 1234.5. [2]     | **[number 42 not in source]**",
        "She “did not expect that” [1].         |",
        "She said \"we did not expect it\" [1]. | **[quotation not in source]**",
        "It rose.                               | **[no source]**",
        "It rose [9].                           | **[unknown source 9]**",
        "It rose [1][9].                        | **[unknown source 9]**",
        "It rose to 7 [3].                      | **[source 3 not fetched]**",
        "It rose to 7 [1][3].                   | **[source 3 not fetched]** **[number 7 not in source]**",
        "It [rose](https://a.example/one).      |",
        "It [rose to 7](https://a.example/one). | **[number 7 not in source]**",
        "It [rose](https://d.example/four).     | **[not fetched]**",
        "It rose (https://d.example/four).      | **[not fetched]**",
      })
  void marksAStatementRightBehindIt(String statement, String marks) {
    assertThat(marked(statement)).isEqualTo(statement + (marks == null ? "" : " " + marks));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> A note under the headline with 7 things.\n> And more of it.",
        "Paris, 22 November 2026",
        "**What happened**",
        "**What happened:**",
        "What happened:\n\n- It rose to 42 [1].",
        "## Theme 7\n\n### Story 8",
        "Story 8\n-------\n\nIt rose [1].",
        "- **Growth.** It rose. It rose to 42 [1].",
        "***",
        "| What | How much |\n|---|---|\n| rise | 42 [1] |",
        "```\ncode 7\n```",
        "It rose\nto 42 [1].",
      })
  void leavesAloneWhatIsNoStatementOrIsCovered(String body) {
    assertThat(marked(body)).isEqualTo(body);
  }

  @Test
  void marksARowInsideItsTable() {
    assertThat(marked("| What | How much |\n|---|---|\n| rise | 43 [1] |\n| fall | 9 |"))
        .isEqualTo(
            "| What | How much |\n|---|---|\n| rise | 43 [1] **[number 43 not in source]** |\n"
                + "| fall | 9 **[no source]** |");
  }

  @Test
  void checksQuotedLinesFurtherDown() {
    assertThat(marked("It rose [1].\n\n> It rose to 43 [1]."))
        .endsWith("> It rose to 43 [1]. **[number 43 not in source]**");
  }

  @ParameterizedTest
  @FieldSource("dev.bivouac.workflows.dailynews.SourceListTest#FORMS")
  void acceptsEveryFormOfAListOfSources(String form) {
    String text =
        ReportText.of("# H\n\nIt rose to 42 [1].\n\n- It fell by 1,234.5 tonnes [2].\n\n" + form);

    var checked = check(text);

    assertThat(checked.markdown()).isEqualTo(text);
    assertThat(checked.notes())
        .containsExactly("2 statements, 2 sources, all fetched; nothing to mark.");
  }

  @Test
  void marksASourceThatWasNotFetched() {
    assertThat(check("# H\n\nIt rose [1].\n" + SOURCES).markdown())
        .contains("c.example, no date **[not fetched]**\n")
        .doesNotContain("a.example, no date **");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "> Nothing about privacy in the last 24 hours. | Nothing to check: the report states nothing and lists no source.",
        "No news in the 24 hours before 22 November 2026. | Nothing to check: the report lists no source, and its only sentence was taken for the note of a quiet day.",
        "Es gab nichts Neues. Gesucht wurde nach Recht. | Nothing to check: the report lists no source, and its 2 sentences were taken for the note of a quiet day.",
      })
  void acceptsAQuietDay(String note, String found) {
    String report = "# A quiet day\n\n" + note + "\n";

    assertThat(check(report)).isEqualTo(new ReportCheck.Checked(report, List.of(found)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# H\n\nThe parliament passed 7 laws.\n",
        "# H\n\nThe mayor said: “We do not want this here.”\n",
        "# H\n\nOne happened. Two happened. Three happened. Four happened.\n",
      })
  void doesNotTakeUnsourcedNewsForAQuietDay(String report) {
    assertThat(check(report).markdown()).contains("**[no source]**");
  }

  @ParameterizedTest
  @FieldSource("NOTES")
  void saysWhatItFound(List<String> bodyAndNotes) {
    assertThat(check(bodyAndNotes.getFirst()).notes())
        .isEqualTo(bodyAndNotes.subList(1, bodyAndNotes.size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[1]",
        "1.",
        "![",
        "> ",
        "- ",
        "---",
        "“",
        "It rose. ",
        "。]\n",
        "| a ",
        "(",
        "1 234 "
      })
  void survivesAnythingWithoutEnd(String piece) {
    String answer = piece.repeat(10_000);

    assertThat(check(ReportText.of(answer)).notes()).isNotEmpty();
  }

  static final List<List<String>> NOTES =
      List.of(
          List.of(
              "# H\n\nIt rose [1].\n\n## Sources\n\n1. https://a.example/one",
              "1 statement, 1 source, all fetched; nothing to mark."),
          List.of(
              "# H\n\nIt rose [1]. It fell to 7, not 8 [1]. It was good.\n\n## Sources\n\n1. https://a.example/one",
              "2 of 3 statements are marked: 1 without a source, 2 numbers not found in the cited"
                  + " article."),
          List.of(
              "# H\n\nIt rose [1].\n" + SOURCES,
              "1 statement, none marked.",
              "1 of 3 sources was not fetched by this run."),
          List.of(
              "# H\n\nIt rose [8][9].\n\nIt fell [1].\n\n## Sources\n\n1. https://x.example/\n2. https://y.example/",
              "2 of 2 statements are marked: 2 citations of a source that is not listed, 1 citation"
                  + " of a source that was not fetched.",
              "2 of 2 sources were not fetched by this run."),
          List.of("# H\n\nIt [rose](https://a.example/one).", "1 statement; nothing to mark."));
}
