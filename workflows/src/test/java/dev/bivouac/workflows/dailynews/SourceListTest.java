package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SourceListTest {
  static final List<String> FORMS =
      List.of(
          "## Sources\n\n1. [One](https://a.example/one) - a.example, 2026-11-20\n2. [Two](https://b.example/two) - b.example, no date",
          "## Sources\n1) One, a.example: https://a.example/one\n2) Two, b.example: https://b.example/two",
          "### Sources:\n\n[1] One - https://a.example/one\n[2] Two - https://b.example/two",
          "## Sources\n\n- [1] One https://a.example/one\n- [2] Two https://b.example/two",
          "## Sources\n\n- [1]: [One](https://a.example/one)\n- [2]: [Two](https://b.example/two)",
          "**Sources**\n\n* **[1]** [One](https://a.example/one)\n* **[2]** [Two](https://b.example/two)",
          "**Sources:**\n1. One\n   https://a.example/one\n2. Two\n   https://b.example/two",
          "Sources:\n- https://a.example/one\n- https://b.example/two",
          "## Sources\n\nhttps://a.example/one\nhttps://b.example/two",
          "## Sources\n\n- [One](https://a.example/one), a.example\n- [Two](https://b.example/two), b.example",
          "## Sources\n\n1. [One](https://a.example/one)\n1. [Two](https://b.example/two)",
          "## Sources\n\n| No. | Article | Site |\n|---|---|---|\n| 1 | [One](https://a.example/one) | a |\n| 2 | [Two](https://b.example/two) | b |",
          "## Quellen\n\n1. [One](https://a.example/one)\n2. [Two](https://b.example/two)",
          "## Quellenverzeichnis\n\n[1] https://a.example/one\n\n[2] https://b.example/two",
          "## 参考来源\n\n1. https://a.example/one\n2. https://b.example/two",
          "## 5. Sources\n\n1. https://a.example/one\n2. https://b.example/two",
          "## Läs mera\n\n1. [One](https://a.example/one) - a.example\n2. [Two](https://b.example/two) - b.example",
          "---\n\n1. https://a.example/one\n2. https://b.example/two",
          "[1]: https://a.example/one\n[2]: https://b.example/two \"Two\"",
          "[^1]: One, https://a.example/one\n[^2]: Two, https://b.example/two",
          "Sources: [1] https://a.example/one, [2] https://b.example/two",
          "## Sources\n\n### Cities\n\n1. https://a.example/one\n\n### Money\n\n2. https://b.example/two",
          "## Sources\n\n1. One, a.example\n2. Two, b.example\n\n[1]: https://a.example/one\n[2]: https://b.example/two");

  @ParameterizedTest
  @FieldSource("FORMS")
  void isReadInTheFormsThatModelsWrite(String form) {
    SourceList list = read("# Headline\n\nIt happened [1]. So it did [2].\n\n" + form);

    assertThat(list.numbered(1))
        .flatExtracting(Source::addresses)
        .containsExactly("https://a.example/one");
    assertThat(list.numbered(2))
        .flatExtracting(Source::addresses)
        .containsExactly("https://b.example/two");
    assertThat(list.sources()).hasSize(2);
  }

  @Test
  void isMadeOfNumberedLinksInTheTextIfThereIsNoOther() {
    SourceList list =
        read("# H\n\nIt is so [1](https://a.example/one). Or so [[2]](https://b.example/two).");

    assertThat(list.numbered(1))
        .flatExtracting(Source::addresses)
        .containsExactly("https://a.example/one");
    assertThat(list.numbered(2))
        .flatExtracting(Source::addresses)
        .containsExactly("https://b.example/two");
  }

  @Test
  void endsAtTheNextHeadingOfItsLevel() {
    String text = "# H\n\n## Sources\n\n1. https://a.example/one\n\n## More\n\nIt is so [1].\n";
    List<Block> blocks = Blocks.of(text);
    SourceList list = SourceList.of(text, blocks);

    assertThat(Statements.of(text, blocks, list))
        .extracting(Statement::text)
        .containsExactly("It is so [1].");
  }

  @ParameterizedTest
  @FieldSource("NO_LISTS")
  void isEmptyWhereNothingIsListed(String text) {
    assertThat(read(text).sources()).isEmpty();
  }

  static final List<String> NO_LISTS =
      List.of(
          "# H\n\nIt happened. Then it ended.",
          "# H\n\n- The [council](https://a.example/one) voted for the new rules in the end.",
          "# H\n\nSources say that it happened.",
          "# H\n\n## Sources of hope\n\nIt happened [1].",
          "");

  @Test
  void keepsSourcesThatShareANumber() {
    assertThat(
            Stream.of("## Sources\n\n2. https://a.example/one\n2. https://b.example/two")
                .map(SourceListTest::read)
                .flatMap(list -> list.numbered(2).stream()))
        .hasSize(2);
  }

  private static SourceList read(String answer) {
    String text = ReportText.of(answer);
    return SourceList.of(text, Blocks.of(text));
  }
}
