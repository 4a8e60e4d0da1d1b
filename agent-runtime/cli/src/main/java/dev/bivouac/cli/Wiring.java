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
import dev.bivouac.run.NearNames;
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
import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.Workflows;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes every adapter and puts them together: the only place that does. */
final class Wiring implements AutoCloseable {
  private final AgentRuntime runtime;
  private final boolean costIsKnown;
  private final List<AutoCloseable> open;

  private Wiring(AgentRuntime runtime, boolean costIsKnown, List<AutoCloseable> open) {
    this.runtime = runtime;
    this.costIsKnown = costIsKnown;
    this.open = open;
  }
}
