package dev.bivouac.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which web a tool sees that is called without a run. */
final class WebOptions {
  @Option(names = "--offline", description = "The web is a bundled news site on this machine.")
  private boolean offline;

  @Option(
      names = "--pages",
      paramLabel = "DIR",
      description = "The web is this folder of HTML pages.")
  private @Nullable Path pages;

  @Option(
      names = "--allow-private",
      paramLabel = "HOST:PORT",
      description =
          "Let fetch_article read from this address although it is not public. May be repeated.")
  private List<String> allowPrivate = List.of();

  /** The same without a model: the model of rules needs no key and is never asked. */
  ModelOptions withoutModel() {
    var options = new ModelOptions();
    options.model = Setup.RULES;
    options.offline = offline;
    options.pages = pages;
    options.allowPrivate = allowPrivate;
    return options;
  }
}
