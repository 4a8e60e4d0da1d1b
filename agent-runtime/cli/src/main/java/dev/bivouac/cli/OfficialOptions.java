package dev.bivouac.cli;

import dev.bivouac.cli.Official.Search;
import dev.bivouac.tool.OutsideTool;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which of the vendor's official tools there are without a run. They are asked for only where a
 * flag or a setting names them: nobody is billed for looking at tools.
 */
final class OfficialOptions {
  /** Official tools are asked for by the formula's name; no model is. */
  private static final String NO_MODEL = "none";

  @Option(
      names = "--search",
      paramLabel = "auto|formula|searxng|feeds",
      description =
          "Where web_search looks; Moonshot's own search only if formula is said. $BIVOUAC_SEARCH")
  private @Nullable String search;

  @Option(
      names = "--formulas",
      paramLabel = "NAME,...",
      description = "Moonshot's official tools, such as fetch,code-runner. $BIVOUAC_FORMULAS")
  private @Nullable String formulas;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      completionCandidates = Names.OfProviders.class,
      description = "Who carries official tools out. $BIVOUAC_PROVIDER, else moonshot.")
  private @Nullable String provider;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "Its address, for a server of your own; $BIVOUAC_BASE_URL")
  private @Nullable URI baseUrl;

  /** What holds for tools alone. */
  Setup setup(WebOptions web, Config config) {
    ModelOptions options = web.withoutModel();
    options.search = search;
    options.formulas = formulas;
    if (options.offline || options.pages != null || !wantsOfficial(options, config)) {
      return Setup.of(options, config, Map.of());
    }
    options.model = NO_MODEL;
    options.provider = provider;
    options.baseUrl = baseUrl;
    return Setup.of(options, config, Map.of());
  }

  private static boolean wantsOfficial(ModelOptions options, Config config) {
    Official said = Official.of(options, config, Map.of());
    return said.search() == Search.FORMULA || !said.formulas().isEmpty();
  }

  /** The official tools to list; where they cannot be had, a line says why. */
  List<OutsideTool> found(Config config, Surroundings around) {
    try {
      Setup setup = setup(new WebOptions(), config);
      if (setup.rehearsed()) {
        return List.of();
      }
      try (Wiring.Workbench bench = Wiring.workbench(setup, config, around)) {
        return bench.official();
      }
    } catch (UsageException | RefusedException e) {
      around.say(String.valueOf(e.getMessage()));
      return List.of();
    }
  }
}
