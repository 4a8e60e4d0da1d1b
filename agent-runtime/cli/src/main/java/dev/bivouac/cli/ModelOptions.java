package dev.bivouac.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who thinks, and which web it sees. */
final class ModelOptions {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      completionCandidates = Names.OfProviders.class,
      description =
          "${COMPLETION-CANDIDATES}, or one of your own in ~/.bivouac/providers.json. Default: $BIVOUAC_PROVIDER, else moonshot. Several in order, such as moonshot,openrouter, serve the same model: the next is asked once one has failed for good. NAME/ID says the id that the model has there.")
  @Nullable String provider;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "Address of vllm, sglang, ollama or custom, such as http://127.0.0.1:8000/v1; $BIVOUAC_BASE_URL")
  @Nullable URI baseUrl;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description =
          "The model's id at the provider; 'rules' is a model of rules that needs no key."
              + " $BIVOUAC_MODEL")
  @Nullable String model;

  @Option(
      names = "--tier",
      paramLabel = "NAME",
      description =
          "The tier of your account there, whose limits a minute are kept to; $BIVOUAC_TIER")
  @Nullable String tier;

  @Option(
      names = "--search",
      paramLabel = "auto|formula|searxng|feeds",
      description =
          "Where web_search looks. auto: SearXNG if SEARXNG_URL is set, else the feeds if a list is"
              + " named, else Moonshot's own search if the provider offers it, else the feeds."
              + " $BIVOUAC_SEARCH")
  @Nullable String search;

  @Option(
      names = "--formulas",
      paramLabel = "NAME,...",
      description =
          "Moonshot's official tools to offer besides, such as fetch,code-runner; 'none' for none."
              + " $BIVOUAC_FORMULAS")
  @Nullable String formulas;

  @Option(
      names = "--offline",
      description = "A rehearsal: a model of rules and a bundled news site, all on this machine.")
  boolean offline;

  @Option(
      names = "--pages",
      paramLabel = "DIR",
      description = "With --offline: the web is this folder of HTML pages.")
  @Nullable Path pages;

  @Option(
      names = "--allow-private",
      paramLabel = "HOST:PORT",
      description =
          "Let fetch_article read from this address although it is not public. May be repeated;"
              + " HOST alone"
              + " allows its ports 80 and 443.")
  List<String> allowPrivate = List.of();
}
