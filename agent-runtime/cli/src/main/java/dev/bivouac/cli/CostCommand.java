package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.cli.story.Bill;
import dev.bivouac.cli.story.Paid;
import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.model.Prices;
import dev.bivouac.run.Cost;
import dev.bivouac.run.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Explains what a run cost. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Explains what a run cost: what its tokens were, and what the provider's cache saved.",
      "What stands in a request is paid again in every later one, so a tool's long results cost over the whole run."
    },
    footer = {"", "Examples:", "  bivouac cost last", "  bivouac cost 7k2 --json"})
final class CostCommand implements Callable<Integer> {
  private static final int SHOWN = 60;
  private static final int PIPED = 160;
  private static final String ROW = "  %-34s %13s %6s %10s";

  private final Surroundings around;

  @Mixin private ChosenRun run = new ChosenRun();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  CostCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    RunHead head;
    List<Entry> entries;
    try (Journal journal = Wiring.open(store.place(around, Config.load(around)), around)) {
      head = run.in(journal);
      entries = journal.read(head.id());
    }
    Bill bill = Bill.of(entries);
    Story story = Story.of(entries);
    if (output.json) {
      around.printJson(json(head, bill, story.paid()).toPrettyString());
    } else {
      tell(head, bill, story);
    }
    return ExitCode.COMPLETED;
  }

  private void tell(RunHead head, Bill bill, Story story) {
    Usage total = bill.total();
    around.print("Run %s: %s".formatted(head.id(), Shown.tokensAlone(total)));
    say("Cost: " + CostText.of(story));
    if (bill.cacheSaved().isPresent() && story.paid().saidByProvider().signum() > 0) {
      say("What its parts cost is reckoned at list prices%s.".formatted(day(head, bill)));
    }
    around.print("");
    around.print(ROW.formatted("WHAT", "TOKENS", "SHARE", "USD"));
    for (Bill.Part part : bill.sent()) {
      row(part, total);
    }
    row(bill.received(), total);
    bill.tools().forEach(part -> row(part, total));
    Usage failed = bill.failed();
    row(
        new Bill.Part(
            "failed and unanswered attempts", failed.total(), failed.cost().map(Cost::usd)),
        total);
    around.print("");
    bill.cacheSaved()
        .ifPresent(saved ->
            around.print(
                "The provider's cache saved ~%s USD: it served %d %% of the tokens in."
                    .formatted(usd(saved), percent(total.cached(), total.input()))));
    if (bill.cacheSaved().isEmpty()) {
      around.print("No list price is known for this model, so its parts are told without money.");
    }
  }

  private void say(String sentence) {
    TextRows.wrap(sentence, Width.of(around, PIPED)).forEach(around::print);
  }

  private void row(Bill.Part part, Usage total) {
    around.print(
        ROW.formatted(
            SafeText.line(part.what(), SHOWN),
            String.format(Locale.ROOT, "%,d", part.tokens()),
            percent(part.tokens(), total.total()) + "%",
            part.usd().map(CostCommand::usd).orElse("-")));
  }

  private static long percent(long part, long whole) {
    return whole == 0 ? 0 : Math.round(100.0 * part / whole);
  }

  private static String usd(BigDecimal amount) {
    return amount.setScale(4, RoundingMode.HALF_UP).toPlainString();
  }

  private static String day(RunHead head, Bill bill) {
    return pricesAsOf(head, bill).map(day -> " of " + day).orElse("");
  }

  private static Optional<LocalDate> pricesAsOf(RunHead head, Bill bill) {
    return bill.total()
        .cost()
        .flatMap(Cost::pricesAsOf)
        .or(() -> head.spec().model().prices().map(Prices::asOf));
  }

  private static ObjectNode json(RunHead head, Bill bill, Paid paid) {
    ObjectNode node = new ObjectMapper().createObjectNode().put("id", head.id().value());
    SummaryJson.usage(node, bill.total());
    SummaryJson.paid(node, paid);
    pricesAsOf(head, bill).ifPresent(day -> node.put("pricesAsOf", day.toString()));
    var parts = node.putArray("parts");
    bill.sent().forEach(part -> add(parts.addObject(), part));
    add(parts.addObject(), bill.received());
    bill.tools().forEach(part -> add(parts.addObject(), part));
    SummaryJson.usage(node.putObject("failed"), bill.failed());
    Optional<BigDecimal> saved =
        bill.cacheSaved().map(amount -> amount.setScale(6, RoundingMode.HALF_UP));
    return saved.isPresent()
        ? node.put("cacheSavedUsd", saved.get())
        : node.putNull("cacheSavedUsd");
  }

  private static void add(ObjectNode node, Bill.Part part) {
    node.put("what", part.what()).put("tokens", part.tokens());
    part.usd()
        .map(amount -> amount.setScale(6, RoundingMode.HALF_UP))
        .ifPresentOrElse(amount -> node.put("usd", amount), () -> node.putNull("usd"));
  }
}
