package dev.bivouac.cli;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RuntimeBuilder;
import dev.bivouac.journal.Journal;
import dev.bivouac.kimi.KimiProfile;
import dev.bivouac.kimi.KimiStreamingChatModel;
import dev.bivouac.kimi.Provider;
import dev.bivouac.kimi.Providers;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.persistence.H2Store;
import dev.bivouac.planner.RunListener;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.tools.article.AllowedHosts;
import dev.bivouac.tools.article.FetchArticleTool;
import dev.bivouac.tools.article.FetchLimits;
import dev.bivouac.tools.article.HttpPageFetcher;
import dev.bivouac.tools.date.DateTool;
import dev.bivouac.tools.search.FeedList;
import dev.bivouac.tools.search.FeedSearch;
import dev.bivouac.tools.search.SearchProvider;
import dev.bivouac.tools.search.SearchTool;
import dev.bivouac.tools.search.SearxngSearch;
import dev.bivouac.workflow.UnknownNameException;
import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.Workflows;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes every adapter and puts them together: the only place that does. */
final class Wiring implements AutoCloseable {
  /** The model of rules speaks the plain dialect; its name is never one that a user can choose. */
  private static final Provider REHEARSAL =
      new Provider(
          Setup.REHEARSAL,
          Optional.empty(),
          "NO_KEY",
          Setup.RULES,
          Providers.CUSTOM.dialect(),
          Providers.CUSTOM.notes());

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
      Setup setup, Config config, Surroundings around, Path folder, RunListener listener) {
    var wiring = new Wiring(setup, config, around);
    try {
      return wiring.wired(folder, listener);
    } catch (RuntimeException e) {
      // Whatever it is: what was opened before it is closed, and it is told as it came.
      wiring.close();
      throw e;
    }
  }

  /** The runs of a store, to be written to. */
  static H2Store open(Path folder, Surroundings around) {
    return H2Store.open(folder, around.clock(), Version.text(), around::say);
  }

  /** A runtime for what needs no model: runs that are over, and ending runs. */
  static AgentRuntime withoutModel(Journal journal, Surroundings around) {
    StreamingChatModel none =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            handler.onError(new IllegalStateException("nobody is to be asked here"));
          }
        };
    return builder(journal, around)
        .model(none, new PlainProfile("none", "none", 1, Optional.empty()))
        .build();
  }

  static Workflow workflow(String name) {
    return Workflows.find(name)
        .orElseThrow(() ->
            new UnknownNameException(
                "Workflow", name, Workflows.all().stream().map(Workflow::name).toList()));
  }

  private static RuntimeBuilder builder(Journal journal, Surroundings around) {
    return AgentRuntime.builder()
        .journal(journal)
        .workflows(Workflows.all())
        .clock(around.clock())
        .program(Version.text());
  }

  private Wired wired(Path folder, RunListener listener) {
    Optional<Rehearsal> rehearsal =
        setup.rehearsed() || setup.rehearsedWeb() ? Optional.of(rehearsal()) : Optional.empty();
    checkKey();
    Map<String, InetSocketAddress> hosts =
        setup.rehearsedWeb() ? rehearsal.orElseThrow().hosts() : Map.of();
    HttpPageFetcher fetcher =
        keep(new HttpPageFetcher(FetchLimits.DEFAULT, allowed(), hosts, around.clock()));
    SearchProvider search = search(rehearsal, fetcher);
    // The search is tried while the rest is made: both take their time at every start.
    CompletableFuture<Optional<String>> problem =
        CompletableFuture.supplyAsync(search::problem, Thread::startVirtualThread);
    KimiStreamingChatModel model = model(rehearsal);
    H2Store journal = open(folder, around);
    open.push(journal::close);
    KimiProfile profile = KimiProfile.of(model);
    AgentRuntime runtime =
        builder(journal, around)
            .model(model, profile)
            .tools(
                new DateTool(around.clock(), around.clock().getZone()),
                new SearchTool(search),
                new FetchArticleTool(fetcher))
            .listener(RunListener.all(List.of(listener, journal.listener())))
            .build();
    journal.drivenBy(runtime);
    refuseWithout(problem.join());
    boolean costIsKnown =
        profile.prices().isPresent() || setup.provider().equals(Providers.OPENROUTER.name());
    return new Wired(runtime, costIsKnown, this);
  }

  private void checkKey() {
    if (!setup.rehearsed()) {
      var unused = key(Providers.find(setup.provider()));
    }
  }

  private static void refuseWithout(Optional<String> problem) {
    problem.ifPresent(said -> {
      throw new RefusedException(
          "No search provider works, so nothing was started. %s\nCheck the network, or set SEARXNG_URL to a SearXNG server of your own."
              .formatted(said));
    });
  }

  private Rehearsal rehearsal() {
    RehearsalOptions bundled = RehearsalOptions.of(around.clock());
    return keep(Rehearsal.start(setup.pages().map(bundled::pages).orElse(bundled)));
  }

  private KimiStreamingChatModel model(Optional<Rehearsal> rehearsal) {
    if (setup.rehearsed()) {
      return KimiStreamingChatModel.builder()
          .provider(REHEARSAL)
          .baseUrl(rehearsal.orElseThrow().modelBaseUrl().toString())
          .apiKey("rehearsal")
          .model(setup.model())
          .build();
    }
    Provider provider = Providers.find(setup.provider());
    var builder =
        KimiStreamingChatModel.builder()
            .provider(provider)
            .apiKey(key(provider))
            .model(setup.model());
    setup.baseUrl().ifPresent(url -> builder.baseUrl(url.toString()));
    return builder.build();
  }

  private String key(Provider provider) {
    return config
        .get(provider.keyVariable())
        .orElseThrow(() ->
            new UsageException(
                "No key for provider %s: set %s to it, or choose another --provider.\nWithout any key: add --offline for a rehearsal on this machine."
                    .formatted(provider.name(), provider.keyVariable())));
  }

  private AllowedHosts allowed() {
    try {
      return AllowedHosts.parse(setup.reach().allowPrivate());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--allow-private: " + e.getMessage());
    }
  }

  private SearchProvider search(Optional<Rehearsal> rehearsal, HttpPageFetcher fetcher) {
    if (setup.rehearsedWeb()) {
      return searxng(rehearsal.orElseThrow().searchUrl());
    }
    if (setup.reach().searxng().isPresent()) {
      return searxng(setup.reach().searxng().get());
    }
    Path own = around.settings().resolve("feeds.txt");
    Path list = setup.reach().feeds().orElse(own);
    return new FeedSearch(
        Files.exists(list) ? FeedList.parse(list) : FeedList.bundled(), fetcher, around.clock());
  }

  private static SearchProvider searxng(URI address) {
    return new SearxngSearch(address, SearxngSearch.DEFAULT_PATIENCE);
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
   * @param costIsKnown true if a limit on money can be held
   * @param wiring to be closed at the end
   */
  record Wired(AgentRuntime runtime, boolean costIsKnown, Wiring wiring) implements AutoCloseable {
    @Override
    public void close() {
      wiring.close();
    }
  }
}
