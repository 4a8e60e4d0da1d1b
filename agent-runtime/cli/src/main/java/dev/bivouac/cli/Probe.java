package dev.bivouac.cli;

import dev.bivouac.cli.Official.Search;
import dev.bivouac.kimi.Formulas;
import dev.bivouac.kimi.HostCheck;
import dev.bivouac.kimi.TrialCall;
import java.time.Duration;
import java.util.Optional;

/**
 * What a setup would talk to, to be looked at rather than run.
 *
 * @param models not built yet
 * @param tools which search there is, not tried yet
 * @param wiring to be closed at the end
 */
record Probe(Setup setup, ModelWiring models, ToolWiring tools, Wiring wiring)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration PATIENCE_OF_CALL = Duration.ofSeconds(80);

  /** The model of rules does what it is told in its own words only. */
  private static final String REHEARSED = "Rehearsal call: date {\"zone\":\"UTC\"}";

  /** Asks the host about itself; spends no tokens. */
  HostCheck host(ModelHost host) {
    return HostCheck.of(models.model(host), PATIENCE);
  }

  /** Where the web is searched. */
  SearchChoice search() {
    return setup.rehearsedWeb()
        ? new SearchChoice(Search.SEARXNG, true, "")
        : SearchChoice.of(setup, models.provider(setup.first()), models.hasKey(setup.first()));
  }

  /** Why official tools cannot be had; empty if they can be asked for. */
  Optional<String> obstacle() {
    return SearchChoice.obstacle(
        setup, models.provider(setup.first()), models.hasKey(setup.first()));
  }

  /** What a search of that kind is wrong with; empty if it works. */
  Optional<String> problem(Search kind) {
    return tools.search(kind).problem();
  }

  /** The official tools of the provider, not asked for yet. */
  Formulas formulas() {
    return Formulas.of(models.model(setup.first()));
  }

  /** Makes one small call, which costs what it costs. */
  TrialCall.Outcome call(ModelHost host) {
    return TrialCall.make(models.model(host), PATIENCE_OF_CALL, setup.rehearsed() ? REHEARSED : "");
  }

  @Override
  public void close() {
    wiring.close();
  }
}
