package dev.bivouac.workflows.dailynews;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares a report with the articles that the run fetched, and marks in the report what does not
 * hold: statements without a source, sources that are not listed or were not fetched, numbers and
 * quotations that none of the cited articles has.
 *
 * <p>It knows nothing of meaning. A statement without a mark may still be wrong; one with a mark
 * should not be relied on before its source was read.
 */
final class ReportCheck {
  private static final int LONGEST_QUIET_REPORT = 3;

  private final String text;
  private final Articles articles;
  private final SourceList sources;
  private final List<Mark> marks = new ArrayList<>();

  private ReportCheck(String text, Articles articles, SourceList sources) {
    this.text = text;
    this.articles = articles;
    this.sources = sources;
  }

  private record Mark(int at, String words) {}

  /**
   * A report after its check.
   *
   * @param markdown the report with its marks
   * @param notes what was found, a sentence each
   */
  record Checked(String markdown, List<String> notes) {}

  /**
   * Checks a report.
   *
   * @param text the report, already made harmless
   * @param articles what the run fetched
   * @param goal what the model was asked; a quiet day's report may repeat its numbers
   */
  static Checked of(String text, Articles articles, String goal) {
    List<Block> blocks = Blocks.of(text);
    var sources = SourceList.of(text, blocks);
    List<Statement> statements = Statements.of(text, blocks, sources);
    return isQuiet(statements, sources, Figure.valuesIn(goal))
        ? new Checked(text, Tally.ofQuietDay(statements.size()))
        : new ReportCheck(text, articles, sources).check(statements);
  }

  /** Nothing is cited, and what is said is no news: no quotation, no number of its own. */
  private static boolean isQuiet(
      List<Statement> statements, SourceList sources, Set<BigDecimal> known) {
    return statements.size() <= LONGEST_QUIET_REPORT
        && sources.sources().isEmpty()
        && statements.stream()
            .map(Statement::text)
            .allMatch(words ->
                Citations.in(words).isEmpty()
                    && Quotation.in(words).isEmpty()
                    && Figure.in(words).stream().allMatch(it -> it.isAmong(known)));
  }

  private Checked check(List<Statement> statements) {
    var tally = new Tally();
    for (Statement statement : statements) {
      List<Finding> findings = findings(statement);
      tally.statement(findings);
      findings.forEach(finding -> marks.add(new Mark(statement.end(), finding.words())));
    }
    for (Source source : sources.sources()) {
      boolean fetched = source.isFetched(articles);
      tally.source(fetched);
      if (!fetched && source.end() >= 0) {
        marks.add(new Mark(source.end(), new Finding.AddressNotFetched().words()));
      }
    }
    return new Checked(marked(), tally.sentences());
  }

  private String marked() {
    var out = new StringBuilder(text);
    marks.stream()
        .sorted(Comparator.comparingInt(Mark::at))
        .toList()
        .reversed()
        .forEach(mark -> out.insert(mark.at(), " **[" + mark.words() + "]**"));
    return out.toString();
  }

  private List<Finding> findings(Statement statement) {
    var cited = Citations.in(statement.text());
    if (cited.isEmpty()) {
      return List.of(new Finding.NoSource());
    }
    var findings = new ArrayList<Finding>();
    var read = new ArrayList<Article>();
    for (int number : cited.numbers()) {
      List<Article> found = articles(number);
      read.addAll(found);
      if (sources.numbered(number).isEmpty()) {
        findings.add(new Finding.UnknownSource(number));
      } else if (found.isEmpty()) {
        findings.add(new Finding.SourceNotFetched(number));
      }
    }
    List<Optional<Article>> linked = cited.addresses().stream().map(articles::at).toList();
    linked.forEach(article -> article.ifPresent(read::add));
    if (linked.stream().anyMatch(Optional::isEmpty)) {
      findings.add(new Finding.AddressNotFetched());
    }
    if (!read.isEmpty()) {
      notFound(statement, read).forEach(findings::add);
    }
    return findings;
  }

  private List<Article> articles(int number) {
    return sources.numbered(number).stream()
        .flatMap(source -> source.addresses().stream())
        .flatMap(address -> articles.at(address).stream())
        .toList();
  }

  private static Stream<Finding> notFound(Statement statement, List<Article> read) {
    String words = Citations.masked(statement.text());
    Stream<Finding> numbers =
        Figure.in(words).stream()
            .filter(figure -> read.stream().noneMatch(article -> article.has(figure)))
            .map(Figure::written)
            .distinct()
            .map(Finding.NumberNotFound::new);
    Stream<Finding> quotations =
        Quotation.in(words).stream()
            .filter(quotation -> read.stream().noneMatch(article -> article.has(quotation)))
            .map(quotation -> new Finding.QuotationNotFound());
    return Stream.concat(numbers, quotations);
  }
}
