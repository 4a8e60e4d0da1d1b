package dev.bivouac.cli;

import dev.bivouac.kimi.HostCheck;
import dev.bivouac.kimi.TrialCall;
import dev.bivouac.tools.search.SearchProvider;
import java.time.Duration;

/**
 * What a setup would talk to, to be looked at rather than run.
 *
 * @param models not built yet
 * @param search not tried yet
 * @param wiring to be closed at the end
 */
record Probe(Setup setup, ModelWiring models, SearchProvider search, Wiring wiring)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration PATIENCE_OF_CALL = Duration.ofSeconds(80);

  /** The model of rules does what it is told in its own words only. */
  private static final String REHEARSED = "Rehearsal call: date {\"zone\":\"UTC\"}";

  /** Asks the host about itself; spends no tokens. */
  HostCheck host(ModelHost host) {
    return HostCheck.of(models.model(host), PATIENCE);
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
