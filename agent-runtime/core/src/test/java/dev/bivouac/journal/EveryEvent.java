package dev.bivouac.journal;

import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ProviderChanged;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ResultsHidden;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.Prices;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Cost;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;
import dev.bivouac.tool.ToolSchema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every event, with every optional part there and not there, in the order of the stored lines. */
final class EveryEvent {
  private static final ModelChoice PLAIN =
      new ModelChoice("custom", "some-model", 32_000, Optional.empty());
  private static final ModelChoice PRICED =
      new ModelChoice(
          "moonshot",
          "kimi-k2.6",
          262_144,
          Optional.of(
              new Prices(
                  new BigDecimal("0.15"),
                  new BigDecimal("0.60"),
                  new BigDecimal("2.50"),
                  LocalDate.of(2026, 11, 22))));
  private static final CallKey CALL = new CallKey(3, 1);
  private static final Usage FREE = new Usage(10, 5, 2, Optional.empty());
  private static final Usage ESTIMATED = usage("0.0012", true);

  private EveryEvent() {}

  static List<JournalEvent> list() {
    return Stream.of(ofTheFirstVersion(), addedSince()).flatMap(List::stream).toList();
  }

  private static List<JournalEvent> ofTheFirstVersion() {
    return List.of(
        new RunStarted(spec(), opening()),
        new RunStarted(plainSpec(), new Opening(List.of(OpeningMessage.user("Hi.")), List.of())),
        new ModelAsked(1, 1, PRICED, ESTIMATED, "0f1e", Optional.empty()),
        new ModelAsked(2, 7, PLAIN, FREE, "", Optional.empty()),
        new ModelReplied(3, reply()),
        new ModelReplied(4, plainReply()),
        new AttemptFailed(
            3,
            Optional.of(CALL),
            2,
            new ModelFailure(
                ModelFailure.Kind.NETWORK, "No connection.", Optional.of(Duration.ofMillis(1500))),
            Usage.NONE),
        new AttemptFailed(
            4,
            Optional.empty(),
            1,
            new ModelFailure(ModelFailure.Kind.OVERLOADED, "Busy.", Optional.empty()),
            usage("2", false)),
        new ToolStarted(CALL, 2),
        new ToolFinished(
            CALL, new ToolResult.Success("2 May", Map.of("url", "https://a.example/"))),
        new ToolFinished(CALL, new ToolResult.Success("")),
        new ToolFinished(CALL, new ToolResult.Failure("No such page.")),
        new OutcomeUnknown(CALL, "OUTCOME UNKNOWN."),
        new Reminded(3, "Do something else."),
        new ResultsHidden(Map.of(CALL, "page 1 was here", new CallKey(2, 0), "page 0 was here")),
        new ResultsHidden(Map.of()),
        new RunPaused(PauseReason.COST, "Too dear."),
        new RunResumed("bivouac 0.1.0", PRICED, limits(), List.of("Tool a is gone.")),
        new RunResumed("bivouac 0.1.0", PLAIN, RunLimits.DEFAULT, List.of()),
        new RunFinished(new RunOutcome.Completed("It is 2 May.")),
        new RunFinished(new RunOutcome.Failed("It cannot be done.")),
        new RunFinished(new RunOutcome.Cancelled("No longer needed.")));
  }

  private static List<JournalEvent> addedSince() {
    return List.of(
        new ModelAsked(2, 8, PLAIN, FREE, "0f", Optional.of("ab12")),
        new ProviderChanged(3, PRICED, "custom/some-model: no money."),
        dated(),
        new RunStarted(
            plainSpec(), new Opening(List.of(OpeningMessage.user("Hi.")), List.of(declared()))),
        new ToolFinished(
            CALL,
            new ToolResult.Success(
                "----BEGIN----",
                Map.of("formula", "moonshot/web-search:latest"),
                Optional.of(
                    Cost.atListPrices(new BigDecimal("0.004"), LocalDate.of(2026, 11, 22))))),
        new ToolFinished(
            CALL,
            new ToolResult.Success(
                "", Map.of(), Optional.of(new Cost(new BigDecimal("1"), false)))));
  }

  private static ToolSchema declared() {
    return ToolSchema.declared(
        "{\"parameters\":{},\"name\":\"web_search\",\"strict\":true}", Repeat.READS);
  }

  private static AttemptFailed dated() {
    Cost cost = Cost.atListPrices(new BigDecimal("0.0012"), LocalDate.of(2026, 11, 22));
    return new AttemptFailed(
        4,
        Optional.empty(),
        2,
        new ModelFailure(ModelFailure.Kind.INCOMPLETE, "Cut off.", Optional.empty()),
        new Usage(1000, 900, 50, Optional.of(cost)));
  }

  private static RunSpec spec() {
    var setting =
        new RunSetting(
            Instant.parse("2026-11-22T07:00:00.123456789Z"),
            ZoneId.of("Europe/Paris"),
            Locale.forLanguageTag("de-CH"),
            Path.of("/home/reader/reports"),
            new TreeMap<>(Map.of("provider", "moonshot")));
    return RunSpec.of(
        "daily-news-report",
        Map.of("topic", "bridges", "articles", "12"),
        setting,
        PRICED,
        limits(),
        "bivouac 0.1.0");
  }

  private static RunSpec plainSpec() {
    var setting =
        RunSetting.of(
            Instant.parse("2026-11-22T07:00:00Z"), ZoneOffset.UTC, Locale.ROOT, Path.of("/r"));
    return RunSpec.of("goal", Map.of(), setting, PLAIN, RunLimits.DEFAULT, "embedded");
  }

  private static RunLimits limits() {
    return new RunLimits(
        300, 5_000_000_000L, Duration.ofMinutes(90), Optional.of(new BigDecimal("1.00")));
  }

  private static Opening opening() {
    return new Opening(
        List.of(OpeningMessage.system("You report."), OpeningMessage.user("The news, please.")),
        List.of(
            new ToolSchema("date", "The date.", "{\"type\":\"object\"}", Repeat.READS),
            new ToolSchema("send", "Sends.", "{}", Repeat.KEYED),
            new ToolSchema("book", "Books.", "{}", Repeat.RECONCILED),
            new ToolSchema("pay", "Pays.", "{}", Repeat.ONCE)));
  }

  private static ModelReply reply() {
    return new ModelReply(
        Optional.of("First the date.\n\t\"\\ \u0000 \u2028 \uD83C\uDFD5"),
        "I look it up.",
        List.of(
            new ToolCall(
                new CallKey(3, 0), "date:0", "date", "{\"zone\":\"UTC\"}", Optional.empty()),
            new ToolCall(
                new CallKey(3, 1),
                "pay:1",
                "pay",
                "{}",
                Optional.of("they are no JSON object: 7"))),
        ESTIMATED,
        new ModelReply.Origin("moonshot", "kimi-k2.6", "tool_execution", "{\"signature\":\"x\"}"));
  }

  private static ModelReply plainReply() {
    return new ModelReply(
        Optional.empty(),
        "",
        List.of(),
        FREE,
        new ModelReply.Origin("custom", "some-model", "", "{}"));
  }

  private static Usage usage(String usd, boolean estimated) {
    return new Usage(1000, 900, 50, Optional.of(new Cost(new BigDecimal(usd), estimated)));
  }
}
