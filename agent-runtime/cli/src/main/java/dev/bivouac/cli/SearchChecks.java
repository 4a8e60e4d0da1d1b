package dev.bivouac.cli;

import dev.bivouac.cli.Official.Search;
import dev.bivouac.cli.doctor.Check;
import dev.bivouac.cli.doctor.FormulaCheck;
import dev.bivouac.cli.doctor.SearchCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the doctor looks at of the search and of official tools. */
final class SearchChecks {
  private SearchChecks() {}

  /**
   * The checks.
   *
   * @param call true if a call that costs money may be made
   */
  static List<Check> of(Probe probe, boolean call) {
    var checks = new ArrayList<Check>();
    try {
      checks.add(search(probe, call));
    } catch (UsageException e) {
      checks.add(DoctorCommand.told("search", String.valueOf(e.getMessage())));
    }
    List<String> named = probe.setup().reach().official().formulas();
    if (!named.isEmpty()) {
      checks.add(
          probe
              .obstacle()
              .map(why ->
                  DoctorCommand.told(
                      "formulas", "%s cannot be had, since %s".formatted(named, why)))
              .orElseGet(() -> FormulaCheck.of(probe.formulas(), named)));
    }
    return checks;
  }

  private static Check search(Probe probe, boolean call) {
    SearchChoice choice = probe.search();
    if (choice.search() != Search.FORMULA) {
      return plain(probe, choice.search(), choice.why());
    }
    Optional<Check> instead =
        choice.insisted()
            ? Optional.empty()
            : Optional.of(plain(probe, Search.FEEDS, "in its place"));
    return FormulaCheck.of(probe.formulas(), new FormulaCheck.Search(choice.why(), instead, call));
  }

  private static Check plain(Probe probe, Search search, String why) {
    return new SearchCheck(searched(probe.setup(), search), why, () -> probe.problem(search));
  }

  private static String searched(Setup setup, Search search) {
    if (setup.rehearsedWeb()) {
      return setup.pages().map(folder -> "the folder " + folder).orElse("the bundled news site");
    }
    return search == Search.SEARXNG
        ? setup.reach().searxng().map(url -> "SearXNG at " + url).orElseThrow()
        : "the list of news feeds";
  }
}
