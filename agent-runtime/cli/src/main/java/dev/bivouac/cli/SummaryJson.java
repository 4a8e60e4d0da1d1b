package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.RunSummary;
import dev.bivouac.cli.story.Paid;
import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.Usage;
import java.util.List;

/** What {@code --json} prints. Fields are only ever added. */
final class SummaryJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SummaryJson() {}

  static String of(RunSummary summary) {
    ObjectNode node = state(summary.id(), summary.state());
    var files = node.putArray("files");
    summary.files().forEach(file -> files.add(file.toString()));
    var notes = node.putArray("notes");
    summary.notes().forEach(notes::add);
    return pretty(node);
  }

  static String of(RunId id, RunState state) {
    return pretty(state(id, state));
  }

  /**
   * The same as {@code show} has it.
   *
   * @param otherRequests requests that this program would build with other messages
   * @param full true for every step
   */
  static String of(RunId id, Story story, int otherRequests, boolean full) {
    ObjectNode node = state(id, story.state()).put("otherRequests", otherRequests);
    paid(node, story.paid());
    if (full) {
      StoryJson.add(node, story);
    }
    return pretty(node);
  }

  static String of(List<RunHead> runs) {
    var array = JSON.createArrayNode();
    for (RunHead run : runs) {
      ObjectNode node =
          array
              .addObject()
              .put("id", run.id().value())
              .put("key", run.key().orElse(null))
              .put("workflow", run.spec().workflow())
              .put("status", run.status().word())
              .put("interrupted", run.interrupted())
              .put("steps", run.position().steps())
              .put("entries", run.position().entries())
              .put("provider", run.spec().model().provider())
              .put("model", run.spec().model().model())
              .put("createdAt", run.position().createdAt().toString())
              .put("updatedAt", run.position().updatedAt().toString());
      run.position().used().ifPresent(used -> usage(node, used));
      ObjectNode parameters = node.putObject("parameters");
      run.spec().parameters().forEach(parameters::put);
      run.holder()
          .ifPresent(holder ->
              node.putObject("heldBy")
                  .put("process", holder.process())
                  .put("since", holder.since().toString()));
    }
    return array.toPrettyString();
  }

  static String pretty(ObjectNode node) {
    return node.toPrettyString();
  }

  private static ObjectNode state(RunId id, RunState state) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("id", id.value())
            .put("workflow", state.started().spec().workflow())
            .put("status", state.status().word())
            .put("outcome", state.outcome().map(SummaryJson::outcome).orElse(null))
            .put("steps", state.steps().size())
            .put("toolCalls", state.calls().count())
            .put("unknownOutcomes", state.unknownOutcomes())
            .put("provider", state.terms().model().provider())
            .put("model", state.terms().model().model())
            .put("rehearsal", state.started().spec().setting().wiring().containsKey("rehearsal"));
    state
        .pause()
        .ifPresent(pause ->
            node.putObject("pause")
                .put("reason", pause.reason().name().toLowerCase(java.util.Locale.ROOT))
                .put("message", pause.message()));
    usage(node, state.progress().usage());
    return node.put("activeSeconds", state.progress().active().toMillis() / 1000.0);
  }

  /**
   * Adds {@code tokens} and {@code cost}, which is null where no price is known. An estimate says
   * of which day its list prices are.
   */
  static void usage(ObjectNode node, Usage usage) {
    node.putObject("tokens")
        .put("input", usage.input())
        .put("cached", usage.cached())
        .put("output", usage.output());
    if (usage.cost().isPresent()) {
      Cost cost = usage.cost().get();
      ObjectNode told =
          node.putObject("cost").put("usd", cost.usd()).put("estimated", cost.estimated());
      cost.pricesAsOf().ifPresent(day -> told.put("pricesAsOf", day.toString()));
    } else {
      node.putNull("cost");
    }
  }

  /** Adds where the cost comes from. */
  static void paid(ObjectNode node, Paid paid) {
    node.put("costSaidByProviderUsd", paid.saidByProvider())
        .put("tokensWithoutPrice", paid.unpricedTokens());
  }

  private static String outcome(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Completed completed -> completed.answer();
      case RunOutcome.Failed failed -> failed.reason();
      case RunOutcome.Cancelled cancelled -> cancelled.reason();
    };
  }
}
