package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.kimi.FormulaHost.Asked;
import dev.bivouac.kimi.FormulaHost.Came;
import dev.bivouac.kimi.FormulaHost.Outcome;
import dev.bivouac.run.Text;
import dev.bivouac.tool.OutsideTool;
import dev.bivouac.tool.ToolSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vendor's official tools. Its servers declare them and carry them out; what is here passes
 * arguments and results on, letter for letter.
 *
 * <p>They are asked with the key of the model, where the model is asked, and nowhere else.
 */
public final class Formulas {
  private final Optional<FormulaOffer> offer;
  private final FormulaHost host;
  private final FormulaTrouble.Teller teller;

  private Formulas(KimiModelBuilder setup) {
    this.offer = setup.provider().notes().formulas();
    this.host = new FormulaHost(setup.baseUrl(), setup.headers());
    this.teller = new FormulaTrouble.Teller(setup.provider(), host.name(), setup.redactor());
  }

  /**
   * Those of the host of a model, asked with the same key.
   *
   * @throws IllegalArgumentException if no model could be built from it either
   */
  public static Formulas of(KimiModelBuilder setup) {
    return new Formulas(setup);
  }

  /** What a successful call costs, if that is known. */
  public Optional<FormulaOffer.Price> price(Formula formula) {
    return offer.flatMap(known -> known.price(formula));
  }

  /**
   * The functions of these formulas as tools, in this order. Asks for all of them at once.
   *
   * @param patience for all together
   * @throws FormulasException if one of them cannot be had, or two have a function of one name
   */
  public List<OutsideTool> tools(List<Formula> formulas, Duration patience) {
    var asked = new LinkedHashMap<Formula, Asked>();
    formulas.forEach(formula -> asked.computeIfAbsent(formula, it -> host.tools(it, patience)));
    try {
      var tools = new LinkedHashMap<String, OutsideTool>();
      asked.forEach((formula, question) -> {
        for (OutsideTool tool : tools(formula, FormulaHost.outcome(question))) {
          OutsideTool twin = tools.putIfAbsent(tool.schema().name(), tool);
          if (twin != null) {
            throw new FormulasException(
                "Function '%s' comes from %s and from %s, and a model can know only one. Leave one of them out."
                    .formatted(tool.schema().name(), twin.origin(), tool.origin()));
          }
        }
      });
      return List.copyOf(tools.values());
    } finally {
      asked.values().forEach(Asked::cancel);
    }
  }

  private List<OutsideTool> tools(Formula formula, Outcome outcome) {
    teller
        .of(outcome, formula)
        .ifPresent(trouble -> {
          throw new FormulasException(trouble.sentence());
        });
    Came came = (Came) outcome;
    JsonNode list =
        FiberReader.json(came)
            .orElseThrow(() -> new FormulasException(teller.noJson(came).sentence()))
            .path("tools");
    if (!list.isArray() || list.isEmpty()) {
      throw unusable(formula, "lists no functions");
    }
    var tools = new ArrayList<OutsideTool>();
    for (JsonNode declared : list) {
      tools.add(tool(formula, declared));
    }
    return tools;
  }

  private OutsideTool tool(Formula formula, JsonNode declared) {
    JsonNode function = declared.path("function");
    if (!WireJson.text(declared, "type").equals("function") || !function.isObject()) {
      throw unusable(
          formula,
          "declares something else than a function: '%s'"
              .formatted(Texts.shorten(teller.redactor().redact(declared.toString()), 120)));
    }
    try {
      ToolSchema schema =
          ToolSchema.declared(Text.wellFormed(function.toString()), formula.repeat());
      return new FormulaTool(formula, schema, price(formula), host, teller);
    } catch (IllegalArgumentException e) {
      throw unusable(
          formula,
          "declares what no model can be told of (%s)"
              .formatted(
                  Texts.shorten(teller.redactor().redact(String.valueOf(e.getMessage())), 200)));
    }
  }

  private FormulasException unusable(Formula formula, String problem) {
    return new FormulasException(
        "Formula %s at %s %s. Leave it out, or try again later."
            .formatted(formula.uri(), teller.host(), problem));
  }

  /** The formulas of these names, each once. */
  public static List<Formula> named(List<String> names) {
    Map<String, Formula> formulas = new LinkedHashMap<>();
    names.forEach(name -> formulas.computeIfAbsent(name, Formula::new));
    return List.copyOf(formulas.values());
  }
}
