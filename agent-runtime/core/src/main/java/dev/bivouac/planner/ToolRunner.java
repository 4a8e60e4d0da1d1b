package dev.bivouac.planner;

import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Carries out the calls of one step side by side. Only the thread that calls {@link #run} appends;
 * the calls run on virtual threads and report to it.
 */
final class ToolRunner {
  /** More calls than this wait for their turn. */
  static final int SIDE_BY_SIDE = 16;

  private final RunLog log;
  private final ToolCaller caller;
  private final ToolPatience patience;
  private final StopSignal stop;
  private final BlockingQueue<ToolSignal> signals = new LinkedBlockingQueue<>();
  private final Map<CallKey, Running> active = new LinkedHashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /**
   * A call that has no place yet.
   *
   * @param mayStart false if it was cut short and the tool must be asked first what became of it
   */
  private record Waiting(Step.Call call, boolean mayStart) {}

  /** A call under way. */
  private record Running(
      Step.Call call, Repeat repeat, int attempt, Thread thread, long deadline) {}

  ToolRunner(RunLog log, ToolCaller caller, ToolPatience patience, StopSignal stop) {
    this.log = log;
    this.caller = caller;
    this.patience = patience;
    this.stop = stop;
  }

  /** Returns when every call has its end, or, once a stop was asked for, when its grace is over. */
  RunState run(RunState before, List<Step.Call> calls) {
    RunState state = refuse(before, calls);
    StopSignal.Hearing hearing = stop.whenRaised(() -> signals.add(new ToolSignal.StopAsked()));
    try {
      return carryOut(state);
    } finally {
      hearing.close();
      // Nobody listens any more: the grace is over, or the journal cannot be written.
      active.values().forEach(running -> running.thread().interrupt());
    }
  }

  private RunState carryOut(RunState before) {
    RunState state = before;
    long giveUpAt = Long.MAX_VALUE;
    while (!active.isEmpty() || (!waiting.isEmpty() && !stop.isRaised())) {
      state = stop.isRaised() ? state : startWaiting(state);
      if (stop.isRaised() && giveUpAt == Long.MAX_VALUE) {
        giveUpAt = System.nanoTime() + patience.grace().toNanos();
      }
      state = handle(state, next(giveUpAt));
      state = endOverdue(state);
      if (System.nanoTime() >= giveUpAt) {
        return state;
      }
    }
    return state;
  }

  /**
   * Calls that cannot be made get their result at once and are never started. One that was cut
   * short and that this program cannot make any more may still have had its effect.
   */
  private RunState refuse(RunState state, List<Step.Call> calls) {
    var refused = new ArrayList<JournalEvent>();
    for (Step.Call call : calls) {
      Optional<ToolResult.Failure> failure = caller.refuse(call.call());
      boolean harmless = call.attempts() == 0 || NextAction.repeat(state, call) == Repeat.READS;
      if (failure.isEmpty()) {
        boolean reconciled = NextAction.repeat(state, call) == Repeat.RECONCILED;
        waiting.add(new Waiting(call, call.attempts() == 0 || !reconciled));
      } else if (harmless) {
        refused.add(new ToolFinished(call.call().key(), failure.get()));
      } else {
        refused.add(unknown(call, "since the program was stopped while it ran"));
      }
    }
    return refused.isEmpty() ? state : log.append(state, refused);
  }

  /**
   * Starts what has a place. Tools that may be repeated share one commit; one that may not is
   * written down and started alone, so that a crash leaves as few unknown outcomes as can be.
   */
  private RunState startWaiting(RunState before) {
    RunState state = before;
    var together = new ArrayList<Step.Call>();
    while (!waiting.isEmpty() && active.size() + together.size() < SIDE_BY_SIDE) {
      Waiting next = waiting.remove();
      Step.Call call = next.call();
      Repeat repeat = NextAction.repeat(state, call);
      if (!next.mayStart()) {
        reconcile(call);
      } else if (repeat == Repeat.READS || repeat == Repeat.KEYED) {
        together.add(call);
      } else {
        state = start(state, List.of(call));
      }
    }
    return together.isEmpty() ? state : start(state, together);
  }

  private RunState start(RunState before, List<Step.Call> calls) {
    List<JournalEvent> started =
        calls.stream()
            .<JournalEvent>map(call -> new ToolStarted(call.call().key(), call.attempts() + 1))
            .toList();
    RunState state = log.append(before, started);
    for (Step.Call call : calls) {
      int attempt = call.attempts() + 1;
      begin(
          call,
          NextAction.repeat(state, call),
          attempt,
          () -> caller.call(call.call(), attempt, signals::add));
    }
    return state;
  }

  private void reconcile(Step.Call call) {
    begin(
        call,
        Repeat.RECONCILED,
        call.attempts(),
        () -> caller.reconcile(call.call(), call.attempts(), signals::add));
  }

  private void begin(Step.Call call, Repeat repeat, int attempt, Runnable work) {
    CallKey key = call.call().key();
    Thread thread = Thread.ofVirtual().name("tool " + key).unstarted(work);
    long deadline = System.nanoTime() + patience.timeLimit().toNanos();
    active.put(key, new Running(call, repeat, attempt, thread, deadline));
    thread.start();
  }

  private List<ToolSignal> next(long giveUpAt) {
    if (active.isEmpty()) {
      return List.of();
    }
    long until = active.values().stream().mapToLong(Running::deadline).min().orElse(Long.MAX_VALUE);
    long wait = Math.max(1, Math.min(until, giveUpAt) - System.nanoTime());
    var arrived = new ArrayList<ToolSignal>();
    try {
      ToolSignal first = signals.poll(wait, TimeUnit.NANOSECONDS);
      if (first != null) {
        arrived.add(first);
        signals.drainTo(arrived);
      }
    } catch (InterruptedException e) {
      // Whoever interrupts a run wants it to stop; what its tools have done is still written down.
      stop.interrupted();
    }
    return arrived;
  }

  private RunState handle(RunState before, List<ToolSignal> arrived) {
    var events = new ArrayList<JournalEvent>();
    for (ToolSignal signal : arrived) {
      switch (signal) {
        case ToolSignal.Ended ended -> {
          if (active.remove(ended.call()) != null) {
            events.add(new ToolFinished(ended.call(), ended.result()));
          }
        }
        case ToolSignal.NobodyKnows unknown -> {
          Running running = active.remove(unknown.call());
          if (running != null) {
            events.add(unknown(running.call(), "and its own record does not tell"));
          }
        }
        case ToolSignal.NeverHappened never -> {
          Running running = active.remove(never.call());
          if (running != null) {
            waiting.addFirst(new Waiting(running.call(), true));
          }
        }
        case ToolSignal.AttemptBroke broke -> {
          if (active.containsKey(broke.call())) {
            events.add(broke(broke));
          }
        }
        case ToolSignal.StopAsked asked -> {}
      }
    }
    return events.isEmpty() ? before : log.append(before, events);
  }

  private static AttemptFailed broke(ToolSignal.AttemptBroke broke) {
    return new AttemptFailed(
        broke.call().step(),
        Optional.of(broke.call()),
        broke.attempt(),
        new ModelFailure(ModelFailure.Kind.NETWORK, broke.message(), Optional.of(broke.delay())),
        Usage.NONE);
  }

  private RunState endOverdue(RunState before) {
    long now = System.nanoTime();
    var events = new ArrayList<JournalEvent>();
    for (Running running : List.copyOf(active.values())) {
      if (running.deadline() <= now) {
        running.thread().interrupt();
        active.remove(running.call().call().key());
        events.add(overdue(running));
      }
    }
    return events.isEmpty() ? before : log.append(before, events);
  }

  private JournalEvent overdue(Running running) {
    String limit = "it took longer than %s".formatted(shown(patience.timeLimit()));
    return running.repeat() == Repeat.READS
        ? new ToolFinished(
            running.call().call().key(),
            new ToolResult.Failure(
                "%s was stopped: %s. Try a smaller request or another way."
                    .formatted(running.call().call().name(), limit)))
        : unknown(running.call(), "since " + limit);
  }

  private static OutcomeUnknown unknown(Step.Call call, String why) {
    return new OutcomeUnknown(call.call().key(), UnknownOutcome.text(call.call(), why));
  }

  private static String shown(Duration limit) {
    return limit.toSeconds() < 1 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
  }
}
