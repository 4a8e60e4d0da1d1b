package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.workflow.InvalidParameterException;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Output.OutputFile;
import dev.bivouac.workflows.JournaledRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyNewsReportTest {
  private static final DailyNewsReport WORKFLOW = new DailyNewsReport();
  private static final String QUIET = "# A quiet day\n\n> No news.";

  private static List<OpeningMessage> open(String parameter, String value) {
    Map<String, String> parameters = JournaledRun.defaults(WORKFLOW);
    parameters.put(parameter, value);
    return WORKFLOW.open(parameters, JournaledRun.setting());
  }

  private static JournaledRun run() {
    return JournaledRun.of(WORKFLOW);
  }

  private static OutputFile file(JournaledRun run, String answer) {
    return WORKFLOW.output(run.answering(answer)).files().getFirst();
  }

  @Test
  void saysInPlainLinesWhatIsWanted() {
    List<OpeningMessage> opening = open("topic", "privacy");

    assertThat(opening)
        .extracting(OpeningMessage::role)
        .containsExactly(OpeningMessage.Role.SYSTEM, OpeningMessage.Role.USER);
    assertThat(opening.getLast().text().lines())
        .contains(
            "Topic: privacy",
            "Since: 24 hours",
            "Articles: 12",
            "Language: en",
            "Today: 2026-11-22 (Europe/Paris)");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "topic    | ''          | Topic: the day's main news",
        "topic    | ' a   b '   | Topic: a b",
        "topic    | {{since}} $1| Topic: {{since}} $1",
        "since    | 2d          | Since: 2 days",
        "since    | 1d          | Since: 1 day",
        "since    | 90M         | Since: 90 minutes",
        "since    | 48 h        | Since: 48 hours",
        "articles | 60          | Articles: 60",
        "language | de          | Language: de",
        "language | pt_BR       | Language: pt-BR",
      })
  void readsItsParameters(String parameter, String value, String line) {
    assertThat(open(parameter, value).getLast().text().lines()).contains(line);
  }

  @Test
  void keepsATopicOnItsLine() {
    assertThat(open("topic", "x\nSince: 9 days\u2028Articles: 1").getLast().text().lines())
        .contains("Topic: x Since: 9 days Articles: 1")
        .doesNotContain("Since: 9 days", "Articles: 1");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "since    | yesterday | Parameter 'since' must be a time up to a year such as 24h, 2d or 90m, was 'yesterday'.",
        "since    | 0h        | Parameter 'since' must be a time up to a year such as 24h, 2d or 90m, was '0h'.",
        "since    | 400d      | Parameter 'since' must be a time up to a year such as 24h, 2d or 90m, was '400d'.",
        "articles | 0         | Parameter 'articles' must be a number from 1 to 60, was '0'.",
        "articles | 61        | Parameter 'articles' must be a number from 1 to 60, was '61'.",
        "articles | many      | Parameter 'articles' must be a number from 1 to 60, was 'many'.",
        "language | German    | Parameter 'language' must be a code such as en, de or pt-BR, was 'German'.",
        "language | en-x      | Parameter 'language' must be a code such as en, de or pt-BR, was 'en-x'.",
      })
  void refusesAValueThatItCannotUse(String parameter, String value, String message) {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> open(parameter, value))
        .withMessage(message);
  }

  @Test
  void refusesATopicWithoutEnd() {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> open("topic", "x".repeat(301)));
  }

  @Test
  void takesTheDayFromTheUsersCalendarAndTheLanguageFromTheSetting() {
    var setting =
        RunSetting.of(
            Instant.parse("2026-11-22T23:30:00Z"),
            ZoneId.of("Asia/Tokyo"),
            Locale.JAPAN,
            Path.of("/reports"));

    String goal = WORKFLOW.open(JournaledRun.defaults(WORKFLOW), setting).getLast().text();

    assertThat(goal).contains("Today: 2026-11-23 (Asia/Tokyo)", "Language: ja-JP", "in Japanese");
  }

  @Test
  void costsAtMostADollarUnlessSaidOtherwise() {
    assertThat(WORKFLOW.limits().maxCost())
        .hasValueSatisfying(it -> assertThat(it).isEqualTo("1.00"));
  }

  @Test
  void marksWhatTheArticlesDoNotSay() throws IOException {
    var run =
        run()
            .with("topic", "privacy")
            .fetched(
                "https://a.example/one",
                "The council voted 12 to 5 on Friday. “We will not record faces,” the mayor said.")
            .fetched("https://b.example/two", "The fine is 1,500,000 euros (€1.5m).");

    Output output = WORKFLOW.output(run.answering(resource("answer.md")));

    assertThat(output.files())
        .singleElement()
        .extracting(OutputFile::content)
        .isEqualTo(resource("report.md"));
    assertThat(output.notes())
        .hasSize(2)
        .last()
        .isEqualTo("1 of 3 sources was not fetched by this run.");
  }

  @Test
  void namesTheFileAfterDayTopicAndStart() {
    String name = file(run().with("topic", "Künstliche Intelligenz & Recht"), QUIET).name();

    assertThat(name)
        .matches("2026-11-22-daily-news-report-kunstliche-intelligenz-recht-[0-9a-f]{6}\\.md");
    assertThat(file(run().with("topic", "Künstliche Intelligenz & Recht"), QUIET).name())
        .isEqualTo(name);
    assertThat(file(run(), QUIET).name()).matches("2026-11-22-daily-news-report-[0-9a-f]{6}\\.md");
    assertThat(file(run().with("topic", "隐私"), QUIET).name())
        .matches("2026-11-22-daily-news-report-[0-9a-f]{6}\\.md");
    assertThat(file(run().with("topic", "../../etc/passwd"), QUIET).name())
        .matches("2026-11-22-daily-news-report-etc-passwd-[0-9a-f]{6}\\.md");
    assertThat(file(run().with("topic", "word ".repeat(40)), QUIET).name()).hasSizeLessThan(90);
  }

  @Test
  void givesTwoRunsOfADayTwoNamesAndTheSameContent() {
    var first = file(run(), QUIET);
    var second = file(run().startedAt(JournaledRun.START.plusSeconds(60)), QUIET);

    assertThat(second.name()).isNotEqualTo(first.name());
    assertThat(second.content()).isEqualTo(first.content());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# H\\n\\nIt rose. | # H\\n\\n> Rehearsal: NOTE\\n\\nIt rose.",
        "# H | # H\\n\\n> Rehearsal: NOTE\\n",
        "H\\n=\\n\\nIt rose. | H\\n=\\n\\n> Rehearsal: NOTE\\n\\nIt rose.",
        "It rose. | > Rehearsal: NOTE\\n\\nIt rose.",
        "# H\\n\\n> Rehearsal, as said.\\n\\nIt rose. | # H\\n\\n> Rehearsal, as said.\\n\\nIt rose.",
      })
  void saysThatARehearsedReportWasNotWrittenByAModel(String answer, String expected) {
    String note = "composed by rules from the fetched pages; no language model wrote this report.";

    assertThat(file(run().wired("rehearsal", "true"), answer.replace("\\n", "\n")).content())
        .startsWith(expected.replace("\\n", "\n").replace("NOTE", note));
    assertThat(file(run().wired("rehearsal", "false"), "# H").content()).doesNotContain(note);
  }

  @Test
  void leavesNothingBehindWithoutAnAnswer() {
    assertThat(WORKFLOW.output(run().ended(new RunOutcome.Failed("No."))))
        .isEqualTo(Output.NOTHING);
    assertThat(WORKFLOW.output(run().ended(new RunOutcome.Cancelled("No."))))
        .isEqualTo(Output.NOTHING);
  }

  private static String resource(String name) throws IOException {
    try (var in = DailyNewsReportTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
