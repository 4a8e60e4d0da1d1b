package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.kimi.FormulaHost.Asked;
import dev.bivouac.kimi.FormulaHost.Came;
import dev.bivouac.kimi.FormulaHost.Outcome;
import dev.bivouac.run.Cost;
import dev.bivouac.tool.OutsideTool;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolOutput;
import dev.bivouac.tool.ToolSchema;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A function of a formula. The result is whatever the vendor says, letter for letter: of some
 * formulas only the vendor's own models can read it.
 */
final class FormulaTool implements OutsideTool {
  private static final int ATTEMPTS = 3;

  /** Three attempts fit into the five minutes that a run gives a tool. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Longer than a run's own limit, which then says that nobody knows the outcome. */
  private static final Duration PATIENCE_ONCE = Duration.ofMinutes(10);

  private final Formula formula;
  private final ToolSchema schema;
  private final Optional<FormulaOffer.Price> price;
  private final FormulaHost host;
  private final FormulaTrouble.Teller teller;

  FormulaTool(
      Formula formula,
      ToolSchema schema,
      Optional<FormulaOffer.Price> price,
      FormulaHost host,
      FormulaTrouble.Teller teller) {
    this.formula = formula;
    this.schema = schema;
    this.price = price;
    this.host = host;
    this.teller = teller;
  }

  @Override
  public ToolSchema schema() {
    return schema;
  }

  @Override
  public String origin() {
    return "formula " + formula.uri();
  }

  @Override
  public int attempts() {
    return mayRepeat() ? ATTEMPTS : 1;
  }

  private boolean mayRepeat() {
    return formula.repeat() == Repeat.READS;
  }

  @Override
  public ToolOutput call(String arguments, ToolContext context) {
    ObjectNode body =
        WireJson.MAPPER.createObjectNode().put("name", schema.name()).put("arguments", arguments);
    Asked asked = host.fiber(formula, body.toString(), mayRepeat() ? PATIENCE : PATIENCE_ONCE);
    Outcome outcome = FormulaHost.outcome(asked);
    teller
        .of(outcome, formula)
        .ifPresent(trouble -> {
          throw failure(trouble);
        });
    var reader = new FiberReader(teller, schema.name());
    ToolOutput output =
        switch (reader.read((Came) outcome)) {
          case FiberReader.Fiber.Succeeded(String text) ->
              new ToolOutput(text, Map.of("formula", formula.uri()), Optional.empty(), true);
          case FiberReader.Fiber.Failed(FormulaTrouble trouble) -> throw failure(trouble);
        };
    return price
        .map(list -> output.at(Cost.atListPrices(list.perCall(), list.asOf())))
        .orElse(output);
  }

  private ToolFailure failure(FormulaTrouble trouble) {
    String said = "%s: %s".formatted(schema.name(), trouble.sentence());
    if (mayRepeat()) {
      return trouble.passing()
          ? new RetryableToolFailure(said, trouble.retryAfter())
          : new ToolFailure(said);
    }
    return new ToolFailure(
        trouble.begun()
            ? said + " Whether the call was carried out is not known; do not assume either way."
            : said + " The call was not carried out.");
  }
}
