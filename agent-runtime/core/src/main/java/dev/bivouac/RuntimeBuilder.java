package dev.bivouac;

import dev.bivouac.RuntimeSettings.Origin;
import dev.bivouac.journal.Journal;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.planner.Recall;
import dev.bivouac.planner.RunListener;
import dev.bivouac.planner.RuntimeParts;
import dev.bivouac.planner.RuntimeParts.Patience;
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
  private @Nullable StreamingChatModel model;
  private @Nullable ModelProfile profile;
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
    this.model = newModel;
    this.profile = newProfile;
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
    StreamingChatModel asked = required(model, "model(...)");
    ModelProfile known = required(profile, "model(...)");
    var all = new ArrayList<Object>(tools);
    all.add(new Recall(kept));
    Patience held =
        patience.with(
            restraint.or(patience::restraint).orElseGet(() -> Restraint.of(Quota.NONE, clock)));
    var parts = new RuntimeParts(kept, asked, known, Toolbox.of(all), held, listener);
    return new AgentRuntime(
        new RuntimeSettings(
            parts, List.copyOf(workflows), limits, new Origin(clock, random, program)));
  }

  private static <T> T required(@Nullable T value, String call) {
    if (value == null) {
      throw new IllegalStateException("A runtime needs " + call + " before build().");
    }
    return value;
  }
}
