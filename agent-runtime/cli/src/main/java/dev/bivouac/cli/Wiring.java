package dev.bivouac.cli;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RuntimeBuilder;
import dev.bivouac.cli.extension.Extension;
import dev.bivouac.cli.extension.Twins;
import dev.bivouac.journal.Journal;
import dev.bivouac.kimi.Formulas;
import dev.bivouac.kimi.WireLog;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.persistence.Store;
import dev.bivouac.persistence.Stores;
import dev.bivouac.planner.RunListener;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.tool.OutsideTool;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.tool.Toolbox;
import dev.bivouac.tools.article.AllowedHosts;
import dev.bivouac.tools.article.FetchLimits;
import dev.bivouac.tools.article.HttpPageFetcher;
import dev.bivouac.tools.article.PageFetcher;
import dev.bivouac.workflow.GoalWorkflow;
import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.Workflows;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Makes every adapter and puts them together: the only place that does. */
final class Wiring implements AutoCloseable {
  /** Enough to see whether something answers. */
  private static final FetchLimits PROBED =
      new FetchLimits(
          5_000_000, 5, Duration.ofSeconds(4), Duration.ofSeconds(6), Duration.ofSeconds(8));

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final Setup setup;
  private final Config config;
  private final Surroundings around;

  private Wiring(Setup setup, Config config, Surroundings around) {
    this.setup = setup;
    this.config = config;
    this.around = around;
  }

  /**
   * A runtime over a store, with the model and the web that were decided on.
   *
   * @throws UsageException if a key is missing
   * @throws RefusedException if no search provider works
   */
  static Wired wire(
      Setup setup,
      Config config,
      Surroundings around,
      StorePlace place,
      RunListener listener,
      WireLog wire) {
    var wiring = new Wiring(setup, config, around);
    try {
      return wiring.wired(place, listener, wire);
    } catch (RuntimeException e) {
      // Whatever it is: what was opened before it is closed, and it is told as it came.
      wiring.close();
      throw e;
    }
  }

  /** The tools alone, to be called without a run. */
  static Workbench workbench(Setup setup, Config config, Surroundings around) {
    var wiring = new Wiring(setup, config, around);
    try {
      return wiring.workbench();
    } catch (RuntimeException e) {
      // Whatever it is: what was opened before it is closed, and it is told as it came.
      wiring.close();
      throw e;
    }
  }

  /** The runs of a store, to be written to. */
  static Store open(StorePlace place, Surroundings around) {
    return Stores.open(place.address(), around.clock(), Version.text(), around::say);
  }

  /** A runtime for ending runs, which needs no model. */
  static AgentRuntime withoutModel(Journal journal, Surroundings around) {
    return withoutModel(journal, Workflows.all(), around);
  }

  /** A runtime for runs that are over: no model, but the workflow, which knows the files. */
  static AgentRuntime withoutModel(Journal journal, Setup setup, Surroundings around) {
    return withoutModel(journal, workflows(setup.reach().tools(), around), around);
  }

  private static AgentRuntime withoutModel(
      Journal journal, List<Workflow> workflows, Surroundings around) {
    StreamingChatModel none =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            handler.onError(new IllegalStateException("nobody is to be asked here"));
          }
        };
    return builder(journal, workflows, around)
        .model(none, new PlainProfile("none", "none", 1, Optional.empty()))
        .build();
  }

  /** The workflows that come with the program, then the user's own. */
  static List<Workflow> workflows(List<Path> own, Surroundings around) {
    return Stream.concat(
            Workflows.all().stream(),
            extensions(own, around).stream().flatMap(extension -> extension.workflows().stream()))
        .toList();
  }

  /** What the paths hold, checked against what comes with the program. */
  static List<Extension> extensions(List<Path> own, Surroundings around) {
    List<Extension> extensions = around.own().load(own);
    if (!extensions.isEmpty()) {
      var reserved = new ArrayList<>(List.of(GoalWorkflow.NAME));
      Workflows.all().forEach(workflow -> reserved.add(workflow.name()));
      List<String> tools = BuiltInTools.schemas(around).stream().map(ToolSchema::name).toList();
      Twins.refuse(extensions, tools, reserved);
    }
    return extensions;
  }

  /**
   * What a setup would talk to, to be looked at rather than run; a key may be missing.
   *
   * @throws UsageException if nothing could be wired from it
   */
  static Probe probe(Setup setup, Config config, Surroundings around) {
    var wiring = new Wiring(setup, config, around);
    try {
      return wiring.probed();
    } catch (IllegalArgumentException e) {
      wiring.close();
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Whatever it is: what was opened before it is closed, and it is told as it came.
      wiring.close();
      throw e;
    }
  }

  private Probe probed() {
    Optional<Rehearsal> rehearsal =
        setup.rehearsed() || setup.rehearsedWeb() ? Optional.of(rehearsal()) : Optional.empty();
    HttpPageFetcher fetcher = fetcher(rehearsal, PROBED);
    var models = new ModelWiring(setup, config, rehearsal);
    return new Probe(setup, models, new ToolWiring(setup, around, rehearsal, fetcher), this);
  }

  private HttpPageFetcher fetcher(Optional<Rehearsal> rehearsal, FetchLimits limits) {
    Map<String, InetSocketAddress> hosts =
        setup.rehearsedWeb() ? rehearsal.orElseThrow().hosts() : Map.of();
    return keep(new HttpPageFetcher(limits, allowed(), hosts, around.clock()));
  }

  private static RuntimeBuilder builder(
      Journal journal, List<Workflow> workflows, Surroundings around) {
    return AgentRuntime.builder()
        .journal(journal)
        .workflows(workflows)
        .clock(around.clock())
        .program(Version.text());
  }

  private Wired wired(StorePlace place, RunListener listener, WireLog wire) {
    List<Workflow> workflows = workflows(setup.reach().tools(), around);
    Optional<Rehearsal> rehearsal =
        setup.rehearsed() || setup.rehearsedWeb() ? Optional.of(rehearsal()) : Optional.empty();
    var models = new ModelWiring(setup, config, rehearsal);
    models.checkKeys();
    HttpPageFetcher fetcher = fetcher(rehearsal, FetchLimits.DEFAULT);
    ToolWiring.Settled tools = tools(models, rehearsal, fetcher);
    // The search is tried while the rest is made: both take their time at every start.
    CompletableFuture<Optional<String>> problem =
        CompletableFuture.supplyAsync(tools::problem, Thread::startVirtualThread);
    Store journal = open(place, around);
    open.push(journal::close);
    RuntimeBuilder building =
        builder(journal, workflows, around)
            .tools(tools.objects(extensions(setup.reach().tools(), around)).toArray())
            .listener(RunListener.all(List.of(listener, journal.listener())));
    List<String> unpriced = models.addTo(building, wire, around);
    AgentRuntime runtime = building.build();
    journal.drivenBy(runtime);
    refuseWithout(problem.join());
    return new Wired(runtime, unpriced, tools.setup(), this);
  }

  private Workbench workbench() {
    Optional<Rehearsal> rehearsal =
        setup.rehearsedWeb() ? Optional.of(rehearsal()) : Optional.empty();
    HttpPageFetcher fetcher = fetcher(rehearsal, FetchLimits.DEFAULT);
    var models = new ModelWiring(setup, config, rehearsal);
    ToolWiring.Settled tools = tools(models, rehearsal, fetcher);
    Toolbox toolbox = Toolbox.of(tools.objects(extensions(setup.reach().tools(), around)));
    return new Workbench(toolbox, tools.official(), this);
  }

  private ToolWiring.Settled tools(
      ModelWiring models, Optional<Rehearsal> rehearsal, PageFetcher fetcher) {
    ModelHost host = setup.first();
    return new ToolWiring(setup, around, rehearsal, fetcher)
        .settle(models.provider(host), models.hasKey(host), () -> Formulas.of(models.model(host)));
  }

  private static void refuseWithout(Optional<String> problem) {
    problem.ifPresent(said -> {
      throw new RefusedException(
          "No search provider works, so nothing was started. %s\nCheck the network, or set SEARXNG_URL to a SearXNG server of your own."
              .formatted(said));
    });
  }

  private Rehearsal rehearsal() {
    RehearsalOptions bundled =
        RehearsalOptions.of(around.clock()).pagePace(Setting.rehearsalPace(config));
    return keep(Rehearsal.start(setup.pages().map(bundled::pages).orElse(bundled)));
  }

  private AllowedHosts allowed() {
    try {
      return AllowedHosts.parse(setup.reach().allowPrivate());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--allow-private: " + e.getMessage());
    }
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.push(() -> {
      try {
        resource.close();
      } catch (Exception e) {
        // AutoCloseable declares it; what these close is on this machine and needs no repair.
        around.say("Closing failed: " + e.getClass().getSimpleName());
      }
    });
    return resource;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  /** Something that is closed at the end, the last opened first. */
  private interface Closeable {
    void close();
  }

  /**
   * What was wired.
   *
   * @param runtime ready to run
   * @param unpriced providers of unknown price; with one among them no limit on money can be held
   * @param setup in which nothing is left to choose, as a resume must find it
   * @param wiring to be closed at the end
   */
  record Wired(AgentRuntime runtime, List<String> unpriced, Setup setup, Wiring wiring)
      implements AutoCloseable {
    @Override
    public void close() {
      wiring.close();
    }
  }

  /**
   * Tools without a run.
   *
   * @param toolbox ready to be called
   * @param official those among them that the provider carries out
   * @param wiring to be closed at the end
   */
  record Workbench(Toolbox toolbox, List<OutsideTool> official, Wiring wiring)
      implements AutoCloseable {
    @Override
    public void close() {
      wiring.close();
    }
  }
}
