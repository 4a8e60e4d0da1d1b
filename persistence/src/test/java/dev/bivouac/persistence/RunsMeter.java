package dev.bivouac.persistence;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.run.RunLimits;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints how many entries a store takes from so many whole runs at once, driven by the real
 * planner, and how much of the time its writer was at work, so that it is seen whether it is what
 * limits the runs. Its arguments: a new folder, how many runs, steps of each, and how many seconds
 * the model takes for an answer; with 0 it and the tools answer at once, as no real one does.
 */
public final class RunsMeter {
  private static final PlainProfile PROFILE =
      new PlainProfile("measured", "measured", 10_000_000, Optional.empty());
  private static final String TEXT = "0123456789".repeat(50);

  private RunsMeter() {}

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int runs = Integer.parseInt(args[1]);
    int steps = Integer.parseInt(args[2]);
    try (var store = H2Store.open(Path.of(args[0]), Clock.systemUTC())) {
      var runtime =
          AgentRuntime.builder()
              .journal(store)
              .model(new Quick(steps, Integer.parseInt(args[3])), PROFILE)
              .tools(new Looks())
              .limits(RunLimits.DEFAULT.withMaxSteps(steps + 1))
              .program("measured")
              .build();
      // The first round is slow, since classes are being loaded and compiled.
      for (int round = 1; round <= 3; round++) {
        measure(store, runtime, runs);
      }
    }
  }

  private static void measure(H2Store store, AgentRuntime runtime, int runs)
      throws InterruptedException, ExecutionException {
    long before = entries(store);
    long processor = processor();
    var writer = new Watch();
    long start = System.nanoTime();
    drive(runtime, runs);
    double seconds = (System.nanoTime() - start) / 1e9;
    double busy = writer.busy();
    long entries = entries(store) - before;
    System.out.printf(
        "%,d runs at once: %,d entries, %,.0f entries/s; the writer was at work %.0f %% of the time;"
            + " %.2f ms of a processor an entry, %.1f processors busy%n",
        runs,
        entries,
        entries / seconds,
        busy * 100,
        (processor() - processor) / 1e6 / entries,
        (processor() - processor) / 1e9 / seconds);
  }

  private static void drive(AgentRuntime runtime, int runs)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        all.add(threads.submit(() -> runtime.run(RunRequest.goal("Measure."))));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  private static long entries(H2Store store) {
    return store.list().stream().mapToLong(run -> run.position().entries()).sum();
  }

  private static long processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** Looks again and again at what the writers of the store do. */
  private static final class Watch {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int looks;
    private int atWork;

    Watch() {
      var unused = clock.scheduleAtFixedRate(this::look, 10, 10, TimeUnit.MILLISECONDS);
    }

    private void look() {
      var threads = ManagementFactory.getThreadMXBean();
      looks++;
      for (var thread : threads.getThreadInfo(threads.getAllThreadIds(), 12)) {
        if (thread != null && thread.getThreadName().startsWith("bivouac-runs")) {
          boolean waits = false;
          for (StackTraceElement frame : thread.getStackTrace()) {
            waits |= frame.getMethodName().equals("takeNext");
          }
          atWork += waits ? 0 : 1;
        }
      }
    }

    double busy() throws InterruptedException {
      clock.shutdown();
      clock.awaitTermination(1, TimeUnit.MINUTES);
      return (double) atWork / Math.max(1, looks);
    }
  }

  /** A tool that answers at once. Public, since the runtime calls it. */
  public static final class Looks {
    /** Registered by its annotations. */
    public Looks() {}

    @Tool("Looks.")
    @OnResume(Repeat.READS)
    public String look() {
      return TEXT;
    }
  }

  /**
   * A model that asks for two tool calls a step.
   *
   * @param seconds what an answer takes, more or less
   */
  private record Quick(int steps, int seconds) implements StreamingChatModel {
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      if (seconds > 0) {
        LockSupport.parkNanos(
            (long) (seconds * 1e9 * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
      }
      long step = 1 + request.messages().stream().filter(AiMessage.class::isInstance).count();
      AiMessage reply =
          step > steps
              ? AiMessage.from("Done.")
              : AiMessage.builder()
                  .thinking(TEXT)
                  .toolExecutionRequests(List.of(look(step * 2), look(step * 2 + 1)))
                  .build();
      handler.onCompleteResponse(
          ChatResponse.builder()
              .aiMessage(reply)
              .modelName("measured")
              .finishReason(
                  reply.hasToolExecutionRequests()
                      ? FinishReason.TOOL_EXECUTION
                      : FinishReason.STOP)
              .tokenUsage(new TokenUsage(100, 10))
              .build());
    }

    private static ToolExecutionRequest look(long number) {
      return ToolExecutionRequest.builder()
          .id("functions.look:" + number)
          .name("look")
          .arguments("{}")
          .build();
    }
  }
}
