package dev.bivouac.cli.story;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.model.Prices;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunId;
import dev.bivouac.run.SettableClock;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.langchain4j.agent.tool.Tool;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BillTest {
  private static final Prices PRICES =
      new Prices(
          new BigDecimal("1"),
          new BigDecimal("4"),
          new BigDecimal("8"),
          LocalDate.of(2026, 11, 22));

  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));

  /** One tool that says much and one that says little. */
  public static final class Desk {
    @Tool("Reads a page.")
    @OnResume(Repeat.READS)
    public String read() {
      return "word ".repeat(2000);
    }

    @Tool("Rings.")
    @OnResume(Repeat.READS)
    public String ring() {
      return "rung";
    }
  }

  @Test
  void everyTokenAndEveryCentIsSomewhere() {
    Bill bill = bill(Optional.of(PRICES));

    long sent = bill.sent().stream().mapToLong(Bill.Part::tokens).sum();
    assertThat(sent).isCloseTo(bill.total().input(), within((long) bill.sent().size()));
    BigDecimal usd =
        bill.sent().stream()
            .map(part -> part.usd().orElseThrow())
            .reduce(bill.received().usd().orElseThrow(), BigDecimal::add);
    assertThat(usd)
        .isCloseTo(
            bill.total().cost().map(Cost::usd).orElseThrow(), within(new BigDecimal("0.000001")));
    assertThat(bill.failed().total()).isZero();
  }

  @Test
  void aToolsResultIsPaidAgainInEveryLaterRequest() {
    Bill bill = bill(Optional.of(PRICES));

    assertThat(bill.sent().getFirst().what()).isEqualTo("results of read");
    assertThat(bill.sent()).extracting(Bill.Part::what).contains("results of ring");
    assertThat(bill.sent().getFirst().tokens())
        .isGreaterThan(100 * tokens(bill, "results of ring"));
  }

  @Test
  void withoutPricesItTellsTokens() {
    Bill bill = bill(Optional.empty());

    assertThat(bill.cacheSaved()).isEmpty();
    assertThat(bill.sent()).allSatisfy(part -> assertThat(part.usd()).isEmpty());
    assertThat(bill.sent().getFirst().tokens()).isPositive();
  }

  private static long tokens(Bill bill, String what) {
    return bill.sent().stream()
        .filter(part -> part.what().equals(what))
        .mapToLong(Bill.Part::tokens)
        .findFirst()
        .orElseThrow();
  }

  private Bill bill(Optional<Prices> prices) {
    var model = scripted(asks("read", "{}"), asks("ring", "{}"), asks("ring", "{}"), says("Done."));
    RunId id =
        AgentRuntime.builder()
            .journal(journal)
            .model(model, new PlainProfile("p", "m", 100_000, prices))
            .tools(new Desk())
            .patience(Runtimes.PATIENCE)
            .build()
            .run(RunRequest.goal("Read and ring."))
            .id();
    return Bill.of(List.copyOf(journal.read(id)));
  }
}
