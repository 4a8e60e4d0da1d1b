package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bivouac.kimi.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the web is searched, by what is said and configured. */
class SearchChoiceTest {
  @TempDir private Path home;

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> journaled = new HashMap<>();
  private final ModelOptions flags = new ModelOptions();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "nothing said, key of moonshot | - | - | key | FORMULA",
        "nothing said, no key | - | - | '' | FEEDS",
        "auto | auto | - | key | FORMULA",
        "SearXNG before Moonshot | - | - | key url | SEARXNG",
        "SearXNG before a list | - | - | key url list | SEARXNG",
        "a list before Moonshot | - | - | key list | FEEDS",
        "said outright | feeds | - | key url | FEEDS",
        "said outright with another server | formula | - | key url list | FORMULA",
        "said with its address | searxng | - | key url | SEARXNG",
        "configured | - | feeds | key url | FEEDS",
        "said before configured | formula | feeds | key | FORMULA",
        "in capitals | FEEDS | - | key | FEEDS",
      })
  void isDecidedByWhatIsSaidAndConfigured(
      String name, String flag, String configured, String there, Official.Search chosen) {
    flags.search = flag;
    put("BIVOUAC_SEARCH", configured);
    put("MOONSHOT_API_KEY", there.contains("key") ? "key" : null);
    put("SEARXNG_URL", there.contains("url") ? "http://127.0.0.1:8888" : null);

    SearchChoice choice = choice(Optional.of("list").filter(there::contains).map(Path::of));

    assertThat(choice.search()).isEqualTo(chosen);
    assertThat(choice.insisted())
        .isEqualTo((flag != null && !flag.equals("auto")) || configured != null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "provider=moonshot                             | -     | FEEDS",
        "provider=moonshot searxng=http://127.0.0.1:8  | -     | SEARXNG",
        "provider=moonshot search=formula              | url   | FORMULA",
        "provider=moonshot search=feeds                | url   | FEEDS",
        "provider=moonshot search=searxng searxng=http://127.0.0.1:8 | - | SEARXNG",
      })
  void aResumeSearchesWhereTheRunDid(String wiring, String searxng, Official.Search chosen) {
    for (String pair : wiring.split(" ", -1)) {
      journaled.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    put("MOONSHOT_API_KEY", "key");
    put("BIVOUAC_SEARCH", "auto");
    put("BIVOUAC_FORMULAS", "fetch");
    put("SEARXNG_URL", searxng == null ? null : "http://127.0.0.1:8888");

    assertThat(choice(Optional.empty()).search()).isEqualTo(chosen);
    assertThat(setup().reach().official().formulas()).isEmpty();
  }

  @Test
  void whatIsSettledIsWhatAResumeFinds() {
    flags.formulas = "fetch, date,fetch";
    put("MOONSHOT_API_KEY", "key");
    Setup settled = setup().withOfficial(setup().reach().official().with(Official.Search.FORMULA));

    assertThat(settled.wiring())
        .containsEntry("search", "formula")
        .containsEntry("formulas", "fetch,date");
    journaled.putAll(settled.wiring());
    flags.formulas = null;
    assertThat(setup().reach().official()).isEqualTo(settled.reach().official());
  }

  @Test
  void whoNamesTheFormulaThatSearchesHasChosenIt() {
    flags.formulas = "web-search,fetch";

    assertThat(setup().reach().official().search()).isEqualTo(Official.Search.FORMULA);
    assertThat(setup().reach().official().formulas()).containsExactly("fetch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "formula  | -          | openrouter | provider openrouter offers no formulas",
        "formula  | -          | moonshot   | MOONSHOT_API_KEY is not set",
        "searxng  | -          | moonshot   | needs an address: set SEARXNG_URL",
        "formulas | -          | moonshot   | --search must be one of auto, formula, searxng, feeds, was 'formulas'. Did you mean formula",
        "feeds    | web-search | moonshot   | --formulas web-search and --search feeds both",
        "-        | ../x       | moonshot   | --formulas must be names of formulas",
      })
  void refusesWhatCannotBeHad(String search, String formulas, String provider, String said) {
    flags.search = search;
    flags.formulas = formulas;
    flags.provider = provider;

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> choice(Optional.empty()))
        .withMessageContaining(said);
  }

  @Test
  void doesNotChooseItForAProviderThatDoesNotOfferIt() {
    flags.provider = "openrouter";
    put("OPENROUTER_API_KEY", "key");

    assertThat(choice(Optional.empty()))
        .isEqualTo(
            new SearchChoice(
                Official.Search.FEEDS, false, "since provider openrouter offers no formulas"));
  }

  @Test
  void aRehearsalPassesOverWhatIsConfiguredAndRefusesWhatIsSaid() throws IOException {
    put("BIVOUAC_SEARCH", "formula");
    put("BIVOUAC_FORMULAS", "fetch");
    flags.offline = true;
    assertThat(setup().reach().official()).isEqualTo(Official.UNSAID);
    assertThat(setup().wiring()).doesNotContainKeys("search", "formulas");

    flags.offline = false;
    flags.model = Setup.RULES;
    assertThat(choice(Optional.empty()).search()).isEqualTo(Official.Search.FEEDS);
    flags.search = "formula";
    assertThatExceptionOfType(UsageException.class).isThrownBy(this::setup);
    flags.search = null;
    flags.formulas = "fetch";
    assertThatExceptionOfType(UsageException.class).isThrownBy(this::setup);
    flags.formulas = "none";
    assertThat(setup().reach().official()).isEqualTo(Official.UNSAID);

    flags.offline = true;
    flags.search = "feeds";
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(this::setup)
        .withMessageContaining("Drop --search");
    assertThat(Files.exists(home.resolve(".bivouac"))).isFalse();
  }

  private void put(String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  private Setup setup() {
    var streams = new Streams(System.in, System.out, System.err, Set.of());
    Config config = Config.load(new Surroundings(environment, home, Clock.systemUTC(), streams));
    return Setup.of(flags, config, journaled);
  }

  private SearchChoice choice(Optional<Path> feeds) {
    Setup setup = feeds.isPresent() ? setup().withFeeds(feeds) : setup();
    var provider =
        ModelWiring.knownProvider(Catalogue.bundled(), setup.first().provider()).orElseThrow();
    boolean hasKey = provider.keyVariable().filter(environment::containsKey).isPresent();
    return SearchChoice.of(setup, provider, hasKey);
  }
}
