package dev.bivouac.cli.doctor;

import dev.bivouac.kimi.Formula;
import dev.bivouac.kimi.FormulaOffer;
import dev.bivouac.kimi.Formulas;
import dev.bivouac.kimi.FormulasException;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import dev.bivouac.tool.OutsideTool;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolOutput;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Official tools of the provider: their functions are asked for, which costs nothing. */
public final class FormulaCheck implements Check {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final String QUERY = "{\"query\":\"news of today\"}";

  private final Formulas formulas;
  private final List<Formula> wanted;
  private final Optional<Search> search;

  /**
   * The search among them.
   *
   * @param why it was chosen
   * @param instead looks at what takes its place if it cannot be had; empty if nothing may
   * @param call true to make one call, which costs what it costs
   */
  public record Search(String why, Optional<Check> instead, boolean call) {}

  private FormulaCheck(Formulas formulas, List<Formula> wanted, Optional<Search> search) {
    this.formulas = formulas;
    this.wanted = wanted;
    this.search = search;
  }

  /** Looks at the vendor's own search. */
  public static FormulaCheck of(Formulas formulas, Search search) {
    return new FormulaCheck(
        formulas, List.of(new Formula(Formula.WEB_SEARCH)), Optional.of(search));
  }

  /** Looks at tools that were asked for by name. */
  public static FormulaCheck of(Formulas formulas, List<String> names) {
    return new FormulaCheck(formulas, Formulas.named(names), Optional.empty());
  }

  @Override
  public String about() {
    return search.isPresent() ? "search" : "formulas";
  }

  @Override
  public List<Finding> look() {
    try {
      List<OutsideTool> tools = formulas.tools(wanted, PATIENCE);
      return search.map(chosen -> works(chosen, tools)).orElseGet(() -> List.of(listed(tools)));
    } catch (FormulasException e) {
      return search
          .map(chosen -> without(chosen, String.valueOf(e.getMessage())))
          .orElseGet(() ->
              List.of(
                  Finding.fail(
                      about(), String.valueOf(e.getMessage()), "--formulas none does without.")));
    }
  }

  private Finding listed(List<OutsideTool> tools) {
    String all =
        tools.stream()
            .map(tool -> "%s of %s".formatted(tool.schema().name(), tool.origin()))
            .collect(Collectors.joining(", "));
    String prices =
        wanted.stream()
            .flatMap(formula ->
                formulas.price(formula).stream()
                    .map(price -> "; %s costs %s".formatted(formula.name(), shown(price))))
            .collect(Collectors.joining());
    return Finding.ok(about(), all + prices);
  }

  private List<Finding> works(Search chosen, List<OutsideTool> tools) {
    var findings = new ArrayList<Finding>();
    String price =
        formulas
            .price(wanted.getFirst())
            .map(known -> "a call costs " + shown(known))
            .orElse("what a call costs is not known");
    findings.add(
        Finding.ok(
            about(),
            "Moonshot's own search (formula web-search) is offered, chosen %s; %s"
                .formatted(chosen.why(), price)));
    if (chosen.call()) {
      findings.add(called(tools.getFirst()));
    }
    return findings;
  }

  private Finding called(OutsideTool tool) {
    var call = new ToolContext(RunId.random(new SecureRandom()), new CallKey(1, 0), 1);
    try {
      ToolOutput output = tool.call(QUERY, call);
      return Finding.ok(
          about(),
          "a call gave %,d characters%s"
              .formatted(
                  output.text().length(),
                  output
                      .cost()
                      .map(cost -> ", ~%s USD".formatted(cost.usd().toPlainString()))
                      .orElse("")));
    } catch (ToolFailure e) {
      return Finding.fail(about(), "a call failed. " + e.getMessage(), "");
    }
  }

  private static String shown(FormulaOffer.Price price) {
    return "%s USD as of %s".formatted(price.perCall().toPlainString(), price.asOf());
  }

  private List<Finding> without(Search chosen, String problem) {
    if (chosen.instead().isEmpty()) {
      return List.of(
          Finding.fail(
              about(),
              "Moonshot's own search, chosen %s, cannot be had: %s"
                  .formatted(chosen.why(), problem),
              "Try again later, or choose --search feeds."));
    }
    var findings = new ArrayList<Finding>();
    findings.add(
        Finding.warn(
            about(),
            "Moonshot's own search cannot be had, so a run searches news feeds: " + problem,
            "--search feeds chooses them for good."));
    findings.addAll(chosen.instead().get().look());
    return findings;
  }
}
