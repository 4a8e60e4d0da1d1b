package dev.bivouac.workflows.dailynews;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what a check found and says it in plain sentences. */
final class Tally {
  private int statements;
  private int marked;
  private int sources;
  private int notFetched;
  private final List<Finding> findings = new ArrayList<>();

  void statement(List<Finding> found) {
    statements++;
    marked += found.isEmpty() ? 0 : 1;
    findings.addAll(found);
  }

  void source(boolean fetched) {
    sources++;
    notFetched += fetched ? 0 : 1;
  }

  /** What is said of a report that cites nothing and seems to report nothing. */
  static List<String> ofQuietDay(int statements) {
    return List.of(
        statements == 0
            ? "Nothing to check: the report states nothing and lists no source."
            : "Nothing to check: the report lists no source, and its %s taken for the note of a quiet day."
                .formatted(statements == 1 ? "only sentence was" : statements + " sentences were"));
  }

  /** One sentence, and a second one if there are sources that the run did not fetch. */
  List<String> sentences() {
    if (marked == 0 && notFetched == 0) {
      String list = sources == 0 ? "" : ", %s, all fetched".formatted(count(sources, "source"));
      return List.of("%s%s; nothing to mark.".formatted(count(statements, "statement"), list));
    }
    String first =
        marked == 0
            ? "%s, none marked.".formatted(count(statements, "statement"))
            : "%d of %s %s marked: %s."
                .formatted(marked, count(statements, "statement"), are(marked), details());
    return Stream.of(first, sourcesLine()).filter(line -> !line.isEmpty()).toList();
  }

  private String sourcesLine() {
    return notFetched == 0
        ? ""
        : "%d of %s %s not fetched by this run."
            .formatted(notFetched, count(sources, "source"), notFetched == 1 ? "was" : "were");
  }

  private String details() {
    long none = of(Finding.NoSource.class);
    long unknown = of(Finding.UnknownSource.class);
    long missing = of(Finding.SourceNotFetched.class) + of(Finding.AddressNotFetched.class);
    long numbers = of(Finding.NumberNotFound.class);
    long quotations = of(Finding.QuotationNotFound.class);
    return Stream.of(
            none == 0 ? "" : none + " without a source",
            unknown == 0 ? "" : count(unknown, "citation") + " of a source that is not listed",
            missing == 0 ? "" : count(missing, "citation") + " of a source that was not fetched",
            numbers == 0 ? "" : count(numbers, "number") + " not found in the cited article",
            quotations == 0
                ? ""
                : count(quotations, "quotation") + " not found in the cited article")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private long of(Class<? extends Finding> kind) {
    return findings.stream().filter(kind::isInstance).count();
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String are(int number) {
    return number == 1 ? "is" : "are";
  }
}
