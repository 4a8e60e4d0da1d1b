package dev.bivouac.planner;

import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolContext;
import dev.langchain4j.agent.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A set of tools, one of each kind of repeating, that do what a test says. */
final class Desk {
  /** What a tool does. */
  @FunctionalInterface
  interface Deed {
    String run(ToolContext context) throws InterruptedException;
  }

  final List<ToolContext> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Deed> deeds = new ConcurrentHashMap<>();

  /** Lets the tool do this. */
  Desk with(String tool, Deed deed) {
    deeds.put(tool, deed);
    return this;
  }

  /** Lets the tool tell that it began, and then wait for an interrupt. */
  Desk hangs(String tool, CountDownLatch began) {
    return with(
        tool,
        context -> {
          began.countDown();
          new CountDownLatch(1).await();
          return "never";
        });
  }

  /** What the tool was called with, in the words of the function. */
  <T> List<T> called(Function<ToolContext, T> word) {
    return calls.stream().map(word).toList();
  }

  @Tool("Reads.")
  @OnResume(Repeat.READS)
  public String read(ToolContext context) throws InterruptedException {
    return act("read", context);
  }

  @Tool("Sends with a key.")
  @OnResume(Repeat.KEYED)
  public String send(ToolContext context) throws InterruptedException {
    return act("send", context);
  }

  @Tool("Pays.")
  public String pay(ToolContext context) throws InterruptedException {
    return act("pay", context);
  }

  private String act(String tool, ToolContext context) throws InterruptedException {
    calls.add(context);
    return deeds.getOrDefault(tool, any -> tool + " done").run(context);
  }
}
