package dev.bivouac.persistence;

import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Reconciliation;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolOutput;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Tools whose effects are lines of a file, which outlives the process. */
public final class ErrandTools {
  private final Path effects;
  private final AtomicInteger untilParking;

  /**
   * The tools of one process.
   *
   * @param world folder of {@code effects}
   * @param parkAt after which effect, from 1, to stand still until the process is killed
   */
  ErrandTools(Path world, int parkAt) {
    this.effects = world.resolve("effects");
    this.untilParking = new AtomicInteger(parkAt);
  }

  @Tool("Looks.")
  @OnResume(Repeat.READS)
  public String look(ToolContext context) {
    return act("look", context);
  }

  @Tool("Sends.")
  @OnResume(Repeat.KEYED)
  public String send(ToolContext context) {
    return act("send", context);
  }

  @Tool("Books.")
  @OnResume(value = Repeat.RECONCILED, reconciler = "wasBooked")
  public String book(ToolContext context) {
    return act("book", context);
  }

  Reconciliation wasBooked(ToolContext context) throws IOException {
    boolean done =
        Files.exists(effects) && Files.readAllLines(effects).contains(line("book", context));
    return done
        ? new Reconciliation.Done(ToolOutput.of(result("book", context)))
        : new Reconciliation.NotDone();
  }

  @Tool("Pays.")
  public String pay(ToolContext context) {
    return act(Errand.PAY, context);
  }

  private String act(String tool, ToolContext context) {
    ErrandModel.append(effects, line(tool, context) + "\n");
    if (untilParking.decrementAndGet() == 0) {
      Parking.forEver("effect");
    }
    return result(tool, context);
  }

  private static String line(String tool, ToolContext context) {
    return tool + " " + context.idempotencyKey();
  }

  private static String result(String tool, ToolContext context) {
    return Errand.result(tool, context.call().step(), context.call().index());
  }
}
