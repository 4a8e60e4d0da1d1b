package dev.bivouac.persistence;

import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolContext;
import dev.langchain4j.agent.tool.Tool;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A world that outlives the processes which act on it, and remembers what was done to it. */
final class Payments {
  private final List<String> paid = new CopyOnWriteArrayList<>();
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final List<String> wrongs = new CopyOnWriteArrayList<>();

  /** Payments, which must not be repeated. */
  List<String> paid() {
    return paid;
  }

  /** Keys of letters; one that comes again is the same letter. */
  Set<String> sent() {
    return sent;
  }

  /** What should not have been done. */
  List<String> wrongs() {
    return wrongs;
  }

  /** The tools of one process. */
  Tools tools(HeardJournal journal) {
    return new Tools(journal);
  }

  /** What one process can do. */
  final class Tools {
    private final HeardJournal journal;

    private Tools(HeardJournal journal) {
      this.journal = journal;
    }

    @Tool("Reads.")
    @OnResume(Repeat.READS)
    public String read(ToolContext context) {
      check(context);
      return "a bill";
    }

    @Tool("Sends a letter with a key.")
    @OnResume(Repeat.KEYED)
    public String send(ToolContext context) {
      check(context);
      sent.add(context.idempotencyKey());
      return "sent";
    }

    @Tool("Pays.")
    public String pay(ToolContext context) {
      check(context);
      paid.add(context.idempotencyKey());
      return "paid";
    }

    private void check(ToolContext context) {
      if (!journal.hasStarted(context.call())) {
        wrongs.add(context.call() + " runs and its start is not written");
      }
    }
  }
}
