package dev.bivouac.rehearsal;

import dev.bivouac.rehearsal.formula.FormulaHandler;
import dev.bivouac.rehearsal.http.Loopback;
import dev.bivouac.rehearsal.http.Waiting;
import dev.bivouac.rehearsal.model.ModelHandler;
import dev.bivouac.rehearsal.web.NewsSite;
import dev.bivouac.rehearsal.web.PagesFolder;
import dev.bivouac.rehearsal.web.Site;
import dev.bivouac.rehearsal.web.WebHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model of rules and a searchable web, both on 127.0.0.1, until closed.
 *
 * <p>It proves the plumbing of a run, not the model: the very same client and tools talk to it as
 * to the real ones. The addresses of its pages name hosts of its own and no port, so that a run
 * that is resumed beside another rehearsal finds the same pages; {@link #hosts()} says where they
 * are really served.
 */
public final class Rehearsal implements AutoCloseable {
  private final Waiting waiting = new Waiting();
  private final Site site;
  private final ModelHandler model;
  private final FormulaHandler formulas;
  private final Loopback modelServer;
  private final Loopback webServer;

  private Rehearsal(RehearsalOptions options) {
    this.site =
        options
            .pages()
            .<Site>map(PagesFolder::open)
            .orElseGet(() -> NewsSite.open(options.clock()));
    var web = new WebHandler(site, options.pagePace(), waiting);
    this.formulas =
        new FormulaHandler(
            options.formulas().web().orElse(web),
            options.formulas().faults(),
            options.clock(),
            waiting);
    this.model = new ModelHandler(options.model(), options.clock(), waiting, formulas);
    this.webServer = Loopback.start(web);
    this.modelServer = Loopback.start(model);
  }

  /** Starts both servers; the pages are indexed meanwhile. */
  public static Rehearsal start(RehearsalOptions options) {
    return new Rehearsal(options);
  }

  /** The base of the model's API, such as {@code http://127.0.0.1:40001/v1}. */
  public URI modelBaseUrl() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(modelServer.address().getPort()));
  }

  /** The base of a search in the manner of SearXNG, without {@code /search}. */
  public URI searchUrl() {
    return URI.create("http://127.0.0.1:%d".formatted(webServer.address().getPort()));
  }

  /** The host names of the pages, and where each is really served. */
  public Map<String, InetSocketAddress> hosts() {
    var hosts = new TreeMap<String, InetSocketAddress>();
    site.hosts().forEach(host -> hosts.put(host, webServer.address()));
    return hosts;
  }

  /** How many chat requests the model was sent so far. */
  public int modelRequests() {
    return model.requests();
  }

  /** How many calls of official tools were asked for so far. */
  public int formulaCalls() {
    return formulas.calls();
  }

  /** How many files of the folder of pages could not be read so far. */
  public int skippedPages() {
    return site.skipped();
  }

  @Override
  public void close() {
    waiting.close();
    modelServer.close();
    webServer.close();
  }
}
