package dev.bivouac.cli.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The search, tried with one request. */
public final class SearchCheck implements Check {
  private final String name;
  private final String why;
  private final Supplier<Optional<String>> problem;

  /**
   * Tries a search.
   *
   * @param name what is searched, for people
   * @param why it was chosen; empty if there was no choice
   * @param problem tries it; empty if it works
   */
  public SearchCheck(String name, String why, Supplier<Optional<String>> problem) {
    this.name = name;
    this.why = why;
    this.problem = problem;
  }

  @Override
  public String about() {
    return "search";
  }

  @Override
  public List<Finding> look() {
    return problem
        .get()
        .map(said ->
            Finding.fail(
                about(),
                "%s does not work: %s".formatted(name, said),
                "Check the network, or set SEARXNG_URL to a SearXNG server of your own."))
        .or(() ->
            Optional.of(
                Finding.ok(about(), name + " works" + (why.isEmpty() ? "" : ", chosen " + why))))
        .stream()
        .toList();
  }
}
