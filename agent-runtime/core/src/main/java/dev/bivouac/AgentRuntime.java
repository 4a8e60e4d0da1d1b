package dev.bivouac;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.Opening;
import dev.bivouac.journal.RunControl;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunSpec;
import dev.bivouac.journal.RunState;
import dev.bivouac.planner.Planner;
import dev.bivouac.planner.RuntimeParts;
import dev.bivouac.planner.UnknownOutcome;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Parameters;
import dev.bivouac.workflow.UnknownNameException;
import dev.bivouac.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs agents whose every step is journaled, and takes interrupted runs up where they stand.
 *
 * <p>The one public entry. {@link #run} and {@link #resume} block the calling thread until the run
 * is over, waits, or is asked to stop; many runs may go on side by side, each on a thread of its
 * own. The journal is the caller's, to open and to close.
 */
public final class AgentRuntime implements RunControl {
  private final RuntimeParts parts;
  private final RuntimeSettings settings;
  private final Map<RunId, ActiveRun> active = new ConcurrentHashMap<>();

  AgentRuntime(RuntimeSettings settings) {
    this.parts = settings.parts();
    this.settings = settings;
  }

  /** Gathers what a runtime needs. */
  public static RuntimeBuilder builder() {
    return new RuntimeBuilder();
  }

  /**
   * Starts a run and drives it as far as it goes. With a key that is there already, that run is
   * resumed or, if it is over, answered from its journal.
   *
   * @throws UnknownNameException if there is no such workflow or parameter
   * @throws dev.bivouac.workflow.InvalidParameterException if a parameter's value cannot be used
   */
  public RunSummary run(RunRequest request) {
    Optional<RunHead> there = request.key().flatMap(parts.journal()::findByKey);
    if (there.isPresent()) {
      return resume(there.get().id());
    }
    Workflow workflow = workflow(request.workflow());
    RunStarted started = started(workflow, request);
    RunId id = RunId.random(settings.origin().random());
    return holding(
        id,
        run -> {
          Lease lease = parts.journal().create(id, request.key(), started);
          return lettingGo(
              lease,
              () -> {
                List<Entry> first = parts.journal().read(id);
                RunState state = RunState.replay(first);
                first.forEach(entry -> parts.listener().appended(id, entry, state));
                return drive(run, lease, state);
              });
        });
  }

  /** Takes a run up where it stands, with the limits it has. */
  public RunSummary resume(RunId id) {
    return resume(id, ResumeTerms.AS_IT_IS);
  }

  /**
   * Takes a run up where it stands. A run that is over is not driven: its missing files are written
   * again.
   *
   * @param terms what becomes of its limits, and what a change of program, model, prompt or tools
   *     leads to
   * @throws DriftException if something has changed and the terms say to stop
   * @throws dev.bivouac.journal.UnknownRunException if there is no such run
   * @throws dev.bivouac.journal.RunHeldException if another live process, or another thread of this
   *     runtime, holds it
   */
  public RunSummary resume(RunId id, ResumeTerms terms) {
    RunState before = replay(id);
    if (before.outcome().isPresent()) {
      return summary(id, before);
    }
    if (terms.onDrift() == ResumeTerms.OnDrift.STOP) {
      List<String> drift = Drift.between(before, settings);
      if (!drift.isEmpty()) {
        throw new DriftException(id, drift);
      }
    }
    return holding(id, run -> takeUp(run, id, terms));
  }

  private RunSummary takeUp(ActiveRun run, RunId id, ResumeTerms terms) {
    Lease lease =
        terms.takingOver() ? parts.journal().forceTakeOver(id) : parts.journal().takeOver(id);
    return lettingGo(lease, () -> goOn(run, lease, terms));
  }

  private RunSummary goOn(ActiveRun run, Lease lease, ResumeTerms terms) {
    RunId id = lease.run();
    RunState taken = replay(id);
    if (taken.outcome().isPresent()) {
      return summary(id, taken);
    }
    var resumed =
        new RunResumed(
            settings.origin().program(),
            parts.askedNext(taken).choice(),
            terms.limits().apply(taken.limits()),
            Drift.between(taken, settings));
    return drive(run, lease, append(lease, taken, resumed));
  }

  /**
   * Ends a run for good. One that this runtime drives ends as soon as its running tools are done;
   * one that no process drives ends at once.
   *
   * @param reason one sentence for people
   * @throws dev.bivouac.journal.RunHeldException if another live process holds it
   */
  @Override
  public void cancel(RunId id, String reason) {
    ActiveRun driven = active.get(id);
    if (driven != null && driven.cancel(reason)) {
      return;
    }
    if (replay(id).outcome().isEmpty()) {
      Lease lease = parts.journal().takeOver(id);
      RunState state = replay(id);
      if (state.outcome().isEmpty()) {
        RunState unused = cancelled(lease, state, reason);
      }
    }
  }

  /** True if this runtime drives the run at this moment. */
  @Override
  public boolean isAtWork(RunId id) {
    return active.containsKey(id);
  }

  /**
   * Asks one run of this runtime to stop where it stands; it can be resumed. Does not wait for it.
   *
   * @return false if this runtime does not drive the run
   */
  @Override
  public boolean stop(RunId id) {
    ActiveRun driven = active.get(id);
    if (driven != null) {
      driven.stop().raise();
    }
    return driven != null;
  }

  /** Asks every run of this runtime to stop where it stands: it pauses, and can be resumed. */
  public void stop() {
    active.values().forEach(run -> run.stop().raise());
  }

  /** A stop or a cancel that comes while the run is only being opened is heard as well. */
  private RunSummary holding(RunId id, Function<ActiveRun, RunSummary> work) {
    var run = new ActiveRun(settings.origin().clock().instant());
    ActiveRun other = active.putIfAbsent(id, run);
    if (other != null) {
      throw new RunHeldException(id, new RunHead.Holder("this very runtime", other.since()));
    }
    try {
      run.stop().heedInterrupt();
      return work.apply(run);
    } finally {
      active.remove(id);
      run.stop().restoreInterrupt();
    }
  }

  /** Whatever breaks the driving off, an error of this program say, others may have the run. */
  private RunSummary lettingGo(Lease lease, Supplier<RunSummary> driving) {
    boolean over = false;
    try {
      RunSummary summary = driving.get();
      over = true;
      return summary;
    } finally {
      if (!over) {
        parts.journal().letGo(lease);
      }
    }
  }

  private RunSummary drive(ActiveRun run, Lease lease, RunState state) {
    parts.listener().opened(lease.run(), state);
    RunState end = new Planner(parts, run.stop()).run(lease, state);
    // An interrupt that comes now must not break the files that are about to be written.
    run.stop().heedInterrupt();
    return summary(lease.run(), ended(run, lease, end));
  }

  /** A run that neither waits nor is over was asked to stop: for good, or until it is resumed. */
  private RunState ended(ActiveRun run, Lease lease, RunState state) {
    Optional<String> cancelled = run.end();
    if (state.outcome().isPresent()) {
      return state;
    }
    if (cancelled.isPresent()) {
      return cancelled(lease, state, cancelled.get());
    }
    return state.pause().isPresent()
        ? state
        : append(lease, state, new RunPaused(PauseReason.REQUESTED, "It was asked to stop."));
  }

  private RunState cancelled(Lease lease, RunState state, String reason) {
    var events = new ArrayList<>(UnknownOutcome.leftOpen(state));
    events.add(new RunFinished(new RunOutcome.Cancelled(reason)));
    return append(lease, state, events);
  }

  private RunState replay(RunId id) {
    return RunState.replay(parts.journal().read(id));
  }

  private RunState append(Lease lease, RunState before, JournalEvent event) {
    return append(lease, before, List.of(event));
  }

  private RunState append(Lease lease, RunState before, List<JournalEvent> events) {
    RunState state = before;
    for (Entry entry : parts.journal().append(lease, Batch.after(before, events))) {
      state = state.after(entry);
      parts.listener().appended(lease.run(), entry, state);
    }
    return state;
  }

  private RunSummary summary(RunId id, RunState state) {
    Output output =
        state.outcome().isEmpty()
            ? Output.NOTHING
            : find(state.started().spec().workflow())
                .map(workflow -> workflow.output(state))
                .orElse(Output.NOTHING);
    Path folder = state.started().spec().setting().outputFolder();
    return new RunSummary(id, state, OutputWriter.write(folder, output.files()), output.notes());
  }

  private RunStarted started(Workflow workflow, RunRequest request) {
    Map<String, String> parameters = Parameters.fill(workflow, request.parameters());
    RunRequest.Place place = request.place();
    var setting =
        new RunSetting(
            settings.origin().clock().instant(),
            place.zone(),
            place.language(),
            place.outputFolder(),
            new TreeMap<>(place.wiring()));
    RunSpec spec =
        RunSpec.of(
            workflow.name(),
            parameters,
            setting,
            parts.models().getFirst().choice(),
            request.limits().or(settings::limits).orElseGet(workflow::limits),
            settings.origin().program());
    var opening = new Opening(workflow.open(parameters, setting), settings.declared());
    return new RunStarted(spec, opening);
  }

  private Workflow workflow(String name) {
    return find(name)
        .orElseThrow(() ->
            new UnknownNameException(
                "Workflow", name, settings.workflows().stream().map(Workflow::name).toList()));
  }

  private Optional<Workflow> find(String name) {
    return settings.workflows().stream().filter(known -> known.name().equals(name)).findFirst();
  }

  /** The journal that this runtime writes to. */
  public Journal journal() {
    return parts.journal();
  }
}
