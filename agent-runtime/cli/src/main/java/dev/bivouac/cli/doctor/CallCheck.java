package dev.bivouac.cli.doctor;

import dev.bivouac.kimi.Dialect;
import dev.bivouac.kimi.Provider;
import dev.bivouac.kimi.TrialCall.Called;
import dev.bivouac.kimi.TrialCall.Outcome;
import dev.bivouac.kimi.TrialCall.Reasoning;
import dev.bivouac.run.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One small call of the model with one tool, and what came of it. It may cost money. */
public final class CallCheck implements Check {
  private static final Pattern MODELS_OWN = Pattern.compile("functions\\.[\\w-]+:\\d+");
  private static final Pattern VENDORS = Pattern.compile("[\\w-]+:\\d+");

  private final Provider provider;
  private final String model;
  private final Supplier<Outcome> call;

  /**
   * Tries a call.
   *
   * @param call makes it
   */
  public CallCheck(Provider provider, String model, Supplier<Outcome> call) {
    this.provider = provider;
    this.model = model;
    this.call = call;
  }

  @Override
  public String about() {
    return "call";
  }

  @Override
  public List<Finding> look() {
    return switch (call.get()) {
      case Outcome.Failed(var failure) -> List.of(Finding.fail(about(), failure.message(), ""));
      case Outcome.Answered(List<Called> called, Optional<Reasoning> reasoning, Usage usage) -> {
        var findings = new ArrayList<Finding>();
        findings.add(called(called));
        findings.add(reasoning(reasoning));
        if (!called.isEmpty()) {
          findings.add(ids(called.getFirst().id()));
        }
        findings.add(usage(usage));
        yield findings;
      }
    };
  }

  private Finding called(List<Called> called) {
    if (called.isEmpty()) {
      return Finding.warn(
          about(),
          "%s answered, but did not call the tool it was told to call".formatted(model),
          "A run is made of tool calls. Try again; a server of your own may need its parsers switched on, see docs/providers.md.");
    }
    return called.getFirst().name().equals("date")
        ? Finding.ok(about(), "%s called the tool it was told to call".formatted(model))
        : Finding.warn(
            about(),
            "%s called '%s' when told to call 'date'".formatted(model, called.getFirst().name()),
            "");
  }

  private Finding reasoning(Optional<Reasoning> reasoning) {
    return reasoning
        .map(came ->
            Finding.ok(
                "reasoning",
                came.field().equals("content")
                    ? "comes inside the text; it is taken out and goes back as it came"
                    : "comes as %s%s, and goes back under that name"
                        .formatted(came.field(), came.details() ? " with reasoning_details" : "")))
        .orElseGet(() ->
            Finding.warn(
                "reasoning",
                "none came",
                "Well for a model that does not think; a server of your own may need its reasoning parser switched on."));
  }

  private Finding ids(String id) {
    String sent =
        provider.dialect().ids() == Dialect.Ids.KIMI
            ? "calls go back under the model's own ids, such as functions.date:0"
            : "calls go back under the ids they came with";
    String form =
        MODELS_OWN.matcher(id).matches()
            ? "the model's own form"
            : VENDORS.matcher(id).matches() ? "the vendor's form" : "a form of the host's";
    return Finding.ok("ids", "'%s' is %s; %s".formatted(id, form, sent));
  }

  private Finding usage(Usage usage) {
    if (usage.input() == 0 && usage.output() == 0) {
      return Finding.warn(
          "usage",
          "%s did not count tokens".formatted(provider.name()),
          "Limits on tokens and money are then held by estimates.");
    }
    return Finding.ok(
        "usage",
        "%d tokens in, %d of them cached, %d out%s"
            .formatted(
                usage.input(),
                usage.cached(),
                usage.output(),
                usage
                    .cost()
                    .map(cost ->
                        ", %s%s USD"
                            .formatted(cost.estimated() ? "~" : "", cost.usd().toPlainString()))
                    .orElse("")));
  }
}
