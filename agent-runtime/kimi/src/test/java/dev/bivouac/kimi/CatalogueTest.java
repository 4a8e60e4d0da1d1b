package dev.bivouac.kimi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.kimi.Dialect.Ids;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
  @TempDir private Path folder;

  @Test
  void sendsNoKeyToTwoPlaces() {
    var places = new HashMap<String, String>();
    for (Provider provider : Catalogue.bundled().all()) {
      provider
          .keyVariable()
          .ifPresent(key -> {
            String place = provider.baseUrl().orElse("where the user says");
            assertThat(places.putIfAbsent(key, place)).as(key).isIn(null, place);
          });
    }
  }

  @Test
  void saysOfEveryHostThatNobodyHasTriedIt() {
    assertThat(Catalogue.bundled().all())
        .filteredOn(provider -> provider.notes().tried())
        .extracting(Provider::name)
        .containsExactly("custom");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "ollama"})
  void sendsTheModelsOwnIdsToServersOfOnesOwnAndKnowsNoAddressForThem(String name) {
    Provider provider = Providers.find(name);

    assertThat(provider.dialect().ids()).isEqualTo(Ids.KIMI);
    assertThat(provider.baseUrl()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 3, 500000",
    "1, 50, 200, 2000000",
    "2, 100, 500, 3000000",
    "3, 200, 5000, 3000000",
    "4, 400, 5000, 4000000",
    "5, 1000, 10000, 5000000"
  })
  void knowsWhatMoonshotsTiersAllow(String tier, int calls, int requests, long tokens) {
    Tier known = Optional.ofNullable(Providers.MOONSHOT.notes().tiers().get(tier)).orElseThrow();

    assertThat(known.concurrency()).hasValue(calls);
    assertThat(known.requestsPerMinute()).hasValue(requests);
    assertThat(known.tokensPerMinute()).hasValue(tokens);
    assertThat(Providers.MOONSHOT.notes().defaultTier()).contains("1");
  }

  @Test
  void knowsNoPricesAndNoLimitsForTheMainland() {
    Provider mainland = Providers.find("moonshot-cn");

    assertThat(mainland.hosted("kimi-k2.6").prices()).isEmpty();
    assertThat(mainland.hosted("kimi-k2.5").withdrawn()).isPresent();
    assertThat(mainland.notes().tiers()).isEmpty();
    assertThat(mainland.dialect()).isEqualTo(Providers.MOONSHOT.dialect());
  }

  @Test
  void knowsWhoCarriesFormulasOutAndAtWhatPrice() throws IOException {
    var search = new Formula(Formula.WEB_SEARCH);

    assertThat(Providers.MOONSHOT.notes().formulas().orElseThrow().price(search).orElseThrow())
        .isEqualTo(new FormulaOffer.Price(new BigDecimal("0.004"), LocalDate.of(2026, 11, 22)));
    assertThat(Providers.find("moonshot-cn").notes().formulas().orElseThrow().prices()).isEmpty();
    assertThat(Providers.find("openrouter").notes().formulas()).isEmpty();

    Catalogue own =
        with(
            """
            {"providers": {"moonshot": {"formulas": {"web-search": {"perCall": 0.005,
                "asOf": "2026-12-01"}, "code-runner": {"perCall": "0.01", "asOf": "2026-12-01"}}},
              "moonshot-cn": {"formulas": null},
              "gate": {"like": "moonshot", "baseUrl": "https://gate.example/v1"},
              "open": {"like": "moonshot", "baseUrl": "https://open.example/v1", "formulas": {}}}}
            """);
    assertThat(own.find("moonshot").notes().formulas().orElseThrow().prices())
        .containsOnlyKeys("web-search", "code-runner");
    assertThat(own.find("moonshot-cn").notes().formulas()).isEmpty();
    assertThat(own.find("gate").notes().formulas()).isEmpty();
    assertThat(own.find("open").notes().formulas()).isPresent();
  }

  @Test
  void countsCachedTokensInFullWhereTheirPriceIsNotKnown() {
    var prices =
        Providers.find("together").hosted("moonshotai/Kimi-K2-Thinking").prices().orElseThrow();

    assertThat(prices.cachedInput()).isEqualTo(new BigDecimal("1.20"));
  }

  @Test
  void addsAProviderOfTheUsersOwn() throws IOException {
    Catalogue own =
        with(
            """
            {"providers": {"attic": {"like": "vllm", "baseUrl": "http://10.0.0.5:8000/v1",
              "keyVariable": "ATTIC_API_KEY", "defaultModel": "k2",
              "models": {"k2": {"contextWindow": 131072, "temperature": 0.6}}}}}
            """);

    Provider attic = own.find("attic");
    assertThat(attic.baseUrl()).contains("http://10.0.0.5:8000/v1");
    assertThat(attic.keyVariable()).contains("ATTIC_API_KEY");
    assertThat(attic.dialect().ids()).isEqualTo(Ids.KIMI);
    assertThat(attic.hosted("k2").contextWindow()).isEqualTo(OptionalInt.of(131_072));
    assertThat(own.keyVariables()).contains("ATTIC_API_KEY", "MOONSHOT_API_KEY");
    assertThat(ModelFacts.at(attic, "k2").contextWindow()).isEqualTo(131_072);
  }

  @Test
  void changesWhatIsSaidOfAKnownProviderAndKeepsTheRest() throws IOException {
    Catalogue own =
        with(
            """
            {"providers": {"moonshot": {"defaultModel": "kimi-k3", "models": {"kimi-k3":
              {"prices": {"cached": 0.3, "input": "2.00", "output": 9, "asOf": "2026-12-01"}}}}}}
            """);

    Provider moonshot = own.find("moonshot");
    assertThat(moonshot.defaultModel()).contains("kimi-k3");
    assertThat(moonshot.keyVariable()).contains("MOONSHOT_API_KEY");
    assertThat(moonshot.hosted("kimi-k3").prices().orElseThrow().input())
        .isEqualTo(new BigDecimal("2.00"));
    assertThat(moonshot.hosted("kimi-k2.6").prices()).isPresent();
    assertThat(own.names()).isEqualTo(Catalogue.bundled().names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://proxy.example/v1",
        "http://api.moonshot.ai/v1",
        "https://api.moonshot.ai:8443/v1",
        "https://api.moonshot.ai.example/v1"
      })
  void sendsNoKeyToAnotherAddressOfAKnownProvider(String url) throws IOException {
    Provider moved =
        with("{\"providers\": {\"moonshot\": {\"baseUrl\": \"%s\"}}}".formatted(url))
            .find("moonshot");

    assertThat(moved.keyVariable()).isEmpty();
    assertThat(moved.notes().tiers()).isEmpty();
    assertThat(moved.hosted("kimi-k2.6").prices()).isEmpty();
    assertThat(moved.dialect()).isEqualTo(Providers.MOONSHOT.dialect());
  }

  @Test
  void leavesTheKeyToAnotherPathOfTheSameHost() throws IOException {
    Provider moved =
        with("{\"providers\": {\"moonshot\": {\"baseUrl\": \"https://api.moonshot.ai/v2\"}}}")
            .find("moonshot");

    assertThat(moved.keyVariable()).contains("MOONSHOT_API_KEY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'moonshot': {'baseUrl': 'https://proxy.example/v1', 'keyVariable': 'MOONSHOT_API_KEY'}}",
        "{'mine': {'baseUrl': 'https://proxy.example/v1', 'keyVariable': 'OPENROUTER_API_KEY'}}",
        "{'openrouter': {'keyVariable': 'MOONSHOT_API_KEY'}}",
        "{'mine': {'baseUrl': 'https://proxy.example/v1', 'keyVariable': 'BIVOUAC_API_KEY'}}",
        "{'mine': {'baseUrl': 'https://a.example/v1', 'keyVariable': 'MINE_API_KEY'},"
            + " 'yours': {'baseUrl': 'https://b.example/v1', 'keyVariable': 'MINE_API_KEY'}}",
        "{'mine': {'baseUrl': 'https://a.example/v1', 'keyVariable': 'TAVILY_API_KEY'}}"
      })
  void refusesToSendAKeyElsewhere(String providers) {
    assertThatThrownBy(() -> with("{'providers': %s}".formatted(providers).replace('\'', '"')))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("providers.json, provider '")
        .hasMessageContaining("a key is only ever sent to its own provider");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'x': 1} | 'x' is not known
          [] | must be a JSON object
          {'providers': {'mine': 5}} | provider 'mine': must be a JSON object
          {'providers': {'mine': {'baseURL': 'http://h/v1'}}} | provider 'mine': 'baseURL' is not known. Did you mean baseUrl
          {'providers': {'mine': {'baseUrl': 'ftp://h'}}} | provider 'mine': baseUrl must look like
          {'providers': {'mine': {'baseUrl': 'https://k:secret@h/v1'}}} | provider 'mine': baseUrl must look like
          {'providers': {'mine': {'keyVariable': 'sk-secret'}}} | provider 'mine': keyVariable must be the name of a variable
          {'providers': {'mine': {'like': 'vlm'}}} | provider 'mine': like names no provider: 'vlm'. Did you mean vllm
          {'providers': {'rehearsal': {}}} | provider 'rehearsal': a name is made of
          {'providers': {'Mine': {}}} | provider 'Mine': a name is made of
          {'providers': {'mine': {'dialect': {'ids': 'other'}}}} | provider 'mine', dialect: ids must be as-received or kimi
          {'providers': {'mine': {'models': {'m': {'contextWindow': 0}}}}} | provider 'mine', models 'm': contextWindow must be a whole number from 1
          {'providers': {'mine': {'models': {'m': {'prices': {'input': '1'}}}}}} | provider 'mine', models 'm', prices: output is missing
          {'providers': {'mine': {'tiers': {'1': {'requestsPerMinute': 'many'}}}}} | provider 'mine', tiers '1': requestsPerMinute must be
          {'providers': {'mine': {'defaultTier': '7'}}} | provider 'mine': defaultTier '7' is none of its tiers
          {'providers': {'mine': {'formulas': {'web-search': {'perCall': 1}}}}} | provider 'mine', formulas 'web-search': asOf is missing
          {'providers': {'mine': {'formulas': {'web-search': {'perCall': '-1', 'asOf': '2026-01-01'}}}}} | perCall must be
          {'providers': {'mine': {'formulas': {'Web Search': {}}}}} | formulas: a name is made of
          {'providers': {'mine': {'formulas': ['fetch']}}} | formulas must be a JSON object
          {'providers': {'mine': | is no JSON from line 1
          """)
  void namesFileAndEntryOfWhatIsWrong(String json, String problem) {
    assertThatThrownBy(() -> with(json.replace('\'', '"')))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining(folder.resolve("providers.json").toString())
        .hasMessageContaining(problem)
        .hasMessageNotContaining("secret");
  }

  private Catalogue with(String json) throws IOException {
    return Catalogue.with(Files.writeString(folder.resolve("providers.json"), json));
  }
}
