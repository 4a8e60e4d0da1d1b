package dev.bivouac.kimi;

import dev.bivouac.kimi.Dialect.Ids;
import dev.bivouac.kimi.Dialect.ReasoningBack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The providers that are known by name. */
public final class Providers {
  private static final String KEEP_THINKING = "{\"type\":\"enabled\",\"keep\":\"all\"}";

  /** The vendor's own API, international. */
  public static final Provider MOONSHOT =
      new Provider(
          "moonshot",
          Optional.of("https://api.moonshot.ai/v1"),
          "MOONSHOT_API_KEY",
          "kimi-k2.6",
          new Dialect(
              "max_completion_tokens",
              ReasoningBack.PLAIN,
              Ids.AS_RECEIVED,
              true,
              true,
              Map.of("kimi-k2.6", KEEP_THINKING)),
          new ProviderNotes(
              true,
              "Keys of moonshot.ai and moonshot.cn are not interchangeable.",
              withdrawnByMoonshot()));

  /** A gateway to many hosts, which says itself what each call cost. */
  public static final Provider OPENROUTER =
      new Provider(
          "openrouter",
          Optional.of("https://openrouter.ai/api/v1"),
          "OPENROUTER_API_KEY",
          "moonshotai/kimi-k2-thinking",
          new Dialect("max_tokens", ReasoningBack.DETAILED, Ids.AS_RECEIVED, false, true, Map.of()),
          ProviderNotes.NONE);

  /** Any server that speaks the wire format, such as one of one's own. */
  public static final Provider CUSTOM =
      new Provider(
          "custom",
          Optional.empty(),
          "BIVOUAC_API_KEY",
          "kimi-k2-thinking",
          Dialect.PLAIN,
          ProviderNotes.NONE);

  private static final List<Provider> ALL = List.of(MOONSHOT, OPENROUTER, CUSTOM);

  private Providers() {}

  /** All of them, in the order to show them in. */
  public static List<Provider> all() {
    return ALL;
  }

  /**
   * The provider of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Provider find(String name) {
    return ALL.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Provider '%s' is not known. Use one of %s."
                    .formatted(
                        name, ALL.stream().map(Provider::name).collect(Collectors.joining(", ")))));
  }

  private static Map<String, String> withdrawnByMoonshot() {
    String remedy =
        "It lives on at other providers and self-hosted: try --model kimi-k2.6, or --provider"
            + " openrouter.";
    String since = "was withdrawn from Moonshot's own API on %s. ";
    String may = since.formatted("2026-05-25") + remedy;
    return Map.of(
        "kimi-k2-thinking", may,
        "kimi-k2-thinking-turbo", may,
        "kimi-k2-0905-preview", may,
        "kimi-k2-0711-preview", may,
        "kimi-k2-turbo-preview", may,
        "kimi-k2.5", since.formatted("2026-08-31") + remedy);
  }
}
