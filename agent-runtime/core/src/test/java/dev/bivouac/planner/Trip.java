package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.thinking;

import dev.bivouac.journal.FaultyJournal;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.run.CallKey;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Reconciliation;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolOutput;
import dev.langchain4j.agent.tool.Tool;
import java.util.ArrayList;
import java.util.List;

/**
 * A world in which a trip is planned: it outlives the processes that act on it, and remembers what
 * was done to it.
 */
final class Trip {
  static final String ANSWER = "The trip is booked.";

  /** What the model says, step by step. */
  static final ModelReply[] SCRIPT = {
    thinking("I need both pages.", asks(List.of("read_map", "read_weather"), "{}")),
    thinking("", asks(List.of("notify", "read_map", "book", "pay"), "{}")),
    asks("pay", "{}"),
    thinking("That is all.", says(ANSWER))
  };

  final List<String> payments = new ArrayList<>();
  final List<String> bookings = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final List<String> wrongs = new ArrayList<>();
  private final boolean knowsItsBookings;

  Trip(boolean knowsItsBookings) {
    this.knowsItsBookings = knowsItsBookings;
  }

  /** The tools as one process has them. */
  Tools tools(FaultyJournal journal) {
    return new Tools(journal);
  }

  /** What one process can do to the world while it is alive. */
  final class Tools {
    private final FaultyJournal journal;

    private Tools(FaultyJournal journal) {
      this.journal = journal;
    }

    @Tool(name = "read_map", value = "Reads the map.")
    @OnResume(Repeat.READS)
    public String readMap(ToolContext context) {
      act(context, () -> {});
      return "a map";
    }

    @Tool(name = "read_weather", value = "Reads the weather.")
    @OnResume(Repeat.READS)
    public String readWeather(ToolContext context) {
      act(context, () -> {});
      return "sun";
    }

    @Tool("Tells the others.")
    @OnResume(Repeat.KEYED)
    public String notify(ToolContext context) {
      act(
          context,
          () -> {
            if (!notices.contains(context.idempotencyKey())) {
              notices.add(context.idempotencyKey());
            }
          });
      return "told";
    }

    @Tool("Books the hotel.")
    @OnResume(value = Repeat.RECONCILED, reconciler = "wasBooked")
    public String book(ToolContext context) {
      act(context, () -> bookings.add(context.idempotencyKey()));
      return "booked";
    }

    Reconciliation wasBooked(ToolContext context) {
      if (!knowsItsBookings) {
        return new Reconciliation.Unknown();
      }
      return bookings.contains(context.idempotencyKey())
          ? new Reconciliation.Done(ToolOutput.of("booked"))
          : new Reconciliation.NotDone();
    }

    @Tool("Pays.")
    public String pay(ToolContext context) {
      act(context, () -> payments.add(context.idempotencyKey()));
      return "paid";
    }

    private void act(ToolContext context, Runnable effect) {
      journal.whileAlive(() -> {
        CallKey call = context.call();
        var events = Journals.eventsOf(journal);
        if (events.stream().noneMatch(e -> e instanceof ToolStarted s && s.call().equals(call))) {
          wrongs.add("call " + call + " runs before its start is written");
        }
        if (events.stream()
            .anyMatch(e ->
                (e instanceof ToolFinished f && f.call().equals(call))
                    || (e instanceof OutcomeUnknown u && u.call().equals(call)))) {
          wrongs.add("call " + call + " runs again after its end");
        }
        effect.run();
      });
    }
  }
}
