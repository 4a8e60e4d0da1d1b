package dev.bivouac;

import dev.bivouac.RuntimeSettings.Origin;
import dev.bivouac.journal.Journal;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.planner.Recall;
import dev.bivouac.planner.RunListener;
import dev.bivouac.planner.RuntimeParts;
import dev.bivouac.planner.RuntimeParts.Patience;
import dev.bivouac.planner.ServedModel;
import dev.bivouac.retry.Quota;
import dev.bivouac.retry.Restraint;
import dev.bivouac.run.RunLimits;
import dev.bivouac.tool.Toolbox;
import dev.bivouac.workflow.GoalWorkflow;
import dev.bivouac.workflow.Workflow;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gathers what an {@link AgentRuntime} needs. A journal and a model are required. */
public final class RuntimeBuilder {
  private @Nullable Journal journal;
  private @Nullable Asked asked;
  private final List<Asked> fallbacks = new ArrayList<>();
  private final List<Object> tools = new ArrayList<>();
  private final List<Workflow> workflows = new ArrayList<>(List.of(new GoalWorkflow()));
  private Optional<RunLimits> limits = Optional.empty();
  private Patience patience = Patience.DEFAULT;
  private Optional<Restraint> restraint = Optional.empty();
  private RunListener listener = RunListener.NONE;
  private Clock clock = Clock.systemUTC();
  private RandomGenerator random = new SecureRandom();
  private String program = "embedded";

  RuntimeBuilder() {}

  /** Where runs are kept. */
  public RuntimeBuilder journal(Journal newJournal) {
    this.journal = newJournal;
    return this;
  }

  /**
   * Who is asked, and what is known of it; {@link dev.bivouac.model.PlainProfile} fits any model.
   */
  public RuntimeBuilder model(StreamingChatModel newModel, ModelProfile newProfile) {
    this.asked = new Asked(newModel, newProfile, Optional.empty());
    return this;
  }

  /**
   * Who is asked once those before have failed for good: the same model at another provider. The
   * journal says so, and the run stays with it.
   */
  public RuntimeBuilder fallback(StreamingChatModel sameModel, ModelProfile itsProfile) {
    fallbacks.add(new Asked(sameModel, itsProfile, Optional.empty()));
    return this;
  }

  /** The same, with what holds calls of that provider back. */
  public RuntimeBuilder fallback(
      StreamingChatModel sameModel, ModelProfile itsProfile, Restraint itsRestraint) {
    fallbacks.add(new Asked(sameModel, itsProfile, Optional.of(itsRestraint)));
    return this;
  }

  /** Objects with {@code @Tool} methods. */
  public RuntimeBuilder tools(Object... objects) {
    tools.addAll(Arrays.asList(objects));
    return this;
  }

  /** Workflows that can be named in a request, besides {@link GoalWorkflow}. */
  public RuntimeBuilder workflows(Collection<? extends Workflow> more) {
    workflows.addAll(more);
    return this;
  }

  /** What holds for a run that says nothing itself, in place of its workflow's own limits. */
  public RuntimeBuilder limits(RunLimits newLimits) {
    this.limits = Optional.of(newLimits);
    return this;
  }

  /** How long and how often to try. */
  public RuntimeBuilder patience(Patience newPatience) {
    this.patience = newPatience;
    return this;
  }

  /**
   * What holds calls of the model and of tools back. Runtimes that are given the same one share it;
   * without it, calls are held back only where they fail nearly always.
   */
  public RuntimeBuilder restraint(Restraint newRestraint) {
    this.restraint = Optional.of(newRestraint);
    return this;
  }

  /** Who watches. */
  public RuntimeBuilder listener(RunListener newListener) {
    this.listener = newListener;
    return this;
  }

  /** Where the day and the time of a run's start come from. */
  public RuntimeBuilder clock(Clock newClock) {
    this.clock = newClock;
    return this;
  }

  /** Where run ids come from; a {@link SecureRandom} if nothing is said. */
  public RuntimeBuilder random(RandomGenerator newRandom) {
    this.random = newRandom;
    return this;
  }

  /** Name and version of the program, for the journal. */
  public RuntimeBuilder program(String newProgram) {
    this.program = newProgram;
    return this;
  }

  /**
   * The runtime.
   *
   * @throws IllegalStateException if the journal or the model is missing
   * @throws dev.bivouac.tool.InvalidToolException if a tool cannot be declared to a model
   */
  public AgentRuntime build() {
    Journal kept = required(journal, "journal(...)");
    Asked first = required(asked, "model(...)");
    var all = new ArrayList<Object>(tools);
    all.add(new Recall(kept));
    Restraint shared = restraint.or(patience::restraint).orElseGet(this::unlimited);
    var models = new ArrayList<ServedModel>();
    models.add(new ServedModel(first.model(), first.profile(), shared));
    fallbacks.forEach(other ->
        models.add(
            new ServedModel(
                other.model(), other.profile(), other.restraint().orElseGet(this::unlimited))));
    var parts = new RuntimeParts(kept, models, Toolbox.of(all), patience.with(shared), listener);
    return new AgentRuntime(
        new RuntimeSettings(
            parts, List.copyOf(workflows), limits, new Origin(clock, random, program)));
  }

  private Restraint unlimited() {
    return Restraint.of(Quota.NONE, clock);
  }

  /** A model, and what is said of it. */
  private record Asked(
      StreamingChatModel model, ModelProfile profile, Optional<Restraint> restraint) {}

  private static <T> T required(@Nullable T value, String call) {
    if (value == null) {
      throw new IllegalStateException("A runtime needs " + call + " before build().");
    }
    return value;
  }
}
