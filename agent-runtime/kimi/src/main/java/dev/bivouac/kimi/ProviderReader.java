package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.kimi.Dialect.Ids;
import dev.bivouac.kimi.Dialect.ReasoningBack;
import dev.bivouac.model.Prices;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one entry of a catalogue. */
final class ProviderReader {
  private static final List<String> MEMBERS =
      List.of(
          "like",
          "baseUrl",
          "keyVariable",
          "defaultModel",
          "tried",
          "costInAnswers",
          "aboutKeys",
          "dialect",
          "models",
          "tiers",
          "defaultTier",
          "formulas");
  private static final List<String> OF_DIALECT =
      List.of("tokenLimitField", "reasoning", "ids", "promptCacheKey", "includeUsage");
  private static final List<String> OF_REASONING = List.of("field", "always", "details");
  private static final List<String> OF_MODEL =
      List.of("is", "contextWindow", "temperature", "thinking", "prices", "withdrawn");
  private static final List<String> OF_PRICES = List.of("cached", "input", "output", "asOf");
  private static final List<String> OF_TIER =
      List.of("concurrency", "requestsPerMinute", "tokensPerMinute", "tokensPerDay");
  private static final List<String> OF_FORMULA = List.of("perCall", "asOf");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*_KEY");

  private ProviderReader() {}

  /**
   * Reads an entry.
   *
   * @param place the file and the entry, for messages
   */
  static Provider read(String place, String name, JsonNode entry) {
    CatalogueFields fields = CatalogueFields.of(place, entry, MEMBERS);
    return new Provider(
        name,
        fields.text("baseUrl").map(url -> address(fields, url)),
        fields.text("keyVariable").map(variable -> variable(fields, variable)),
        fields.text("defaultModel"),
        dialect(fields),
        notes(fields));
  }

  private static String address(CatalogueFields fields, String text) {
    try {
      URI url = URI.create(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      throw wrongAddress(fields);
    }
    throw wrongAddress(fields);
  }

  /** The address itself is not shown: people paste keys into it. */
  private static CatalogueException wrongAddress(CatalogueFields fields) {
    return fields.wrong("baseUrl must look like https://host/v1, without user, query or fragment.");
  }

  private static String variable(CatalogueFields fields, String name) {
    if (!VARIABLE.matcher(name).matches()) {
      throw fields.wrong(
          "keyVariable must be the name of a variable that holds a key, such as MINE_API_KEY; the key itself goes into `bivouac config set`.");
    }
    return name;
  }

  private static Dialect dialect(CatalogueFields fields) {
    Map<String, String> thinking = new LinkedHashMap<>();
    fields
        .raw("models")
        .ifPresent(models ->
            models
                .properties()
                .forEach(model -> {
                  JsonNode said = model.getValue().path("thinking");
                  if (said.isObject()) {
                    thinking.put(model.getKey(), said.toString());
                  }
                }));
    Dialect plain = Dialect.PLAIN;
    Optional<CatalogueFields> own = fields.object("dialect", OF_DIALECT);
    return new Dialect(
        own.flatMap(said -> said.text("tokenLimitField")).orElse(plain.tokenLimitField()),
        own.flatMap(said -> said.object("reasoning", OF_REASONING))
            .map(ProviderReader::reasoning)
            .orElse(plain.reasoning()),
        own.flatMap(ProviderReader::ids).orElse(plain.ids()),
        own.flatMap(said -> said.flag("promptCacheKey")).orElse(plain.promptCacheKey()),
        own.flatMap(said -> said.flag("includeUsage")).orElse(plain.includeUsage()),
        thinking);
  }

  private static ReasoningBack reasoning(CatalogueFields fields) {
    ReasoningBack plain = ReasoningBack.PLAIN;
    return new ReasoningBack(
        fields.text("field").orElse(plain.defaultField()),
        fields.flag("always").orElse(plain.always()),
        fields.flag("details").orElse(plain.details()));
  }

  private static Optional<Ids> ids(CatalogueFields fields) {
    return fields
        .text("ids")
        .map(said ->
            switch (said) {
              case "as-received" -> Ids.AS_RECEIVED;
              case "kimi" -> Ids.KIMI;
              default ->
                  throw fields.wrong("ids must be as-received or kimi, was '%s'.".formatted(said));
            });
  }

  private static ProviderNotes notes(CatalogueFields fields) {
    Map<String, Tier> tiers = fields.each("tiers", OF_TIER, ProviderReader::tier);
    Optional<String> defaultTier = fields.text("defaultTier");
    defaultTier
        .filter(tier -> !tiers.containsKey(tier))
        .ifPresent(tier -> {
          throw fields.wrong("defaultTier '%s' is none of its tiers.".formatted(tier));
        });
    return new ProviderNotes(
        fields.flag("tried").orElse(true),
        fields.flag("costInAnswers").orElse(false),
        fields.text("aboutKeys").orElse(""),
        fields.each("models", OF_MODEL, ProviderReader::model),
        new Tiers(tiers, defaultTier),
        formulas(fields));
  }

  /** An empty object offers them and knows no price; without one there are none. */
  private static Optional<FormulaOffer> formulas(CatalogueFields fields) {
    return fields
        .raw("formulas")
        .map(offered -> {
          for (String name : (Iterable<String>) offered::fieldNames) {
            if (!Formula.isName(name)) {
              throw fields.wrong(
                  "formulas: a name is made of a-z, 0-9, - and _, was '%s'."
                      .formatted(Texts.shorten(name, 60)));
            }
          }
          return new FormulaOffer(fields.each("formulas", OF_FORMULA, ProviderReader::callPrice));
        });
  }

  private static FormulaOffer.Price callPrice(CatalogueFields fields) {
    return new FormulaOffer.Price(
        fields.amount("perCall").orElseThrow(() -> missing(fields, "perCall")), day(fields));
  }

  private static HostedModel model(CatalogueFields fields) {
    // Read for its check only: it belongs to the dialect.
    var unused = fields.raw("thinking");
    return new HostedModel(
        fields.text("is"),
        fields.count("contextWindow"),
        fields.fraction("temperature"),
        fields.object("prices", OF_PRICES).map(ProviderReader::prices),
        fields.text("withdrawn"));
  }

  /** Where the price of cached tokens is not known, they count in full. */
  private static Prices prices(CatalogueFields fields) {
    BigDecimal input = fields.amount("input").orElseThrow(() -> missing(fields, "input"));
    BigDecimal output = fields.amount("output").orElseThrow(() -> missing(fields, "output"));
    return new Prices(fields.amount("cached").orElse(input), input, output, day(fields));
  }

  private static LocalDate day(CatalogueFields fields) {
    String asOf = fields.text("asOf").orElseThrow(() -> missing(fields, "asOf"));
    try {
      return LocalDate.parse(asOf);
    } catch (DateTimeParseException e) {
      throw fields.wrong("asOf must be a day such as 2026-11-22, was '%s'.".formatted(asOf));
    }
  }

  private static CatalogueException missing(CatalogueFields fields, String name) {
    return fields.wrong("%s is missing.".formatted(name));
  }

  private static Tier tier(CatalogueFields fields) {
    return new Tier(
        fields.count("concurrency"),
        fields.count("requestsPerMinute"),
        fields.longCount("tokensPerMinute"),
        fields.longCount("tokensPerDay"));
  }
}
