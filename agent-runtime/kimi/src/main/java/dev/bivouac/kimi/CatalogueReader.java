package dev.bivouac.kimi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.run.NearNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue that comes with the program, and a user's own on top of it. */
final class CatalogueReader {
  private static final String BUNDLED = "providers.json";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Names that mean something else on the command line. */
  private static final List<String> TAKEN = List.of("rehearsal");

  /** Secrets of this program that are no provider's. */
  private static final List<String> NO_KEYS = List.of("TAVILY_API_KEY");

  /** What belongs to an account, and so to the address where the account is. */
  private static final List<String> OF_ACCOUNT =
      List.of(
          "baseUrl",
          "keyVariable",
          "tried",
          "costInAnswers",
          "aboutKeys",
          "tiers",
          "defaultTier",
          "formulas");

  private final Map<String, ObjectNode> entries = new LinkedHashMap<>();
  private final Map<String, Provider> providers = new LinkedHashMap<>();

  private CatalogueReader() {}

  static List<Provider> bundled() {
    var reader = new CatalogueReader();
    reader.readAll(BUNDLED, bundledJson().path("providers"));
    return List.copyOf(reader.providers.values());
  }

  static List<Provider> own(Path file) {
    var reader = new CatalogueReader();
    reader.readAll(BUNDLED, bundledJson().path("providers"));
    JsonNode root = parsed(file);
    CatalogueFields.of(file.toString(), root, List.of("providers"))
        .raw("providers")
        .ifPresent(own -> reader.readAll(file.toString(), own));
    return List.copyOf(reader.providers.values());
  }

  static Map<String, ModelFacts> bundledModels() {
    return CatalogueFields.of(BUNDLED, bundledJson(), List.of("models", "providers"))
        .each(
            "models",
            List.of("contextWindow", "temperature"),
            fields ->
                new ModelFacts(
                    fields.count("contextWindow").orElseThrow(), fields.fraction("temperature")));
  }

  private static JsonNode bundledJson() {
    return Bundled.JSON;
  }

  /** Parsed once: providers and models are asked for at different times. */
  private static final class Bundled {
    static final JsonNode JSON = load();

    private static JsonNode load() {
      try (InputStream json = CatalogueReader.class.getResourceAsStream(BUNDLED)) {
        if (json == null) {
          throw new IllegalStateException(BUNDLED + " is missing from the program");
        }
        return WireJson.MAPPER.readTree(json);
      } catch (IOException e) {
        throw new UncheckedIOException(BUNDLED + " cannot be read", e);
      }
    }
  }

  private static JsonNode parsed(Path file) {
    try (InputStream json = Files.newInputStream(file)) {
      return WireJson.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new CatalogueException(
          file.toString(),
          at == null
              ? "is no JSON."
              : "is no JSON from line %d, column %d on."
                  .formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IOException e) {
      throw new CatalogueException(
          file.toString(), "cannot be read (%s).".formatted(e.getClass().getSimpleName()));
    }
  }

  private void readAll(String file, JsonNode all) {
    // Keys of what is there already belong to where they were sent until now.
    List<Provider> owners = new ArrayList<>(providers.values());
    all.properties()
        .forEach(entry -> {
          String name = entry.getKey();
          String place = file + ", provider '" + Texts.shorten(name, 60) + "'";
          Provider provider = read(place, name, entry.getValue());
          owners.forEach(owner -> refuseForeignKey(place, provider, owner));
          owners.add(provider);
          providers.put(name, provider);
        });
  }

  private Provider read(String place, String name, JsonNode said) {
    if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
      throw new CatalogueException(
          place, "a name is made of a-z, 0-9 and -, begins with a letter, and is not 'rehearsal'.");
    }
    if (!(said instanceof ObjectNode own)) {
      throw new CatalogueException(place, "must be a JSON object.");
    }
    ObjectNode merged = base(place, name, own).map(ObjectNode::deepCopy).orElseGet(own::objectNode);
    if (isAnotherAccount(name, own, merged)) {
      merged.remove(OF_ACCOUNT);
      merged.path("models").forEach(CatalogueReader::forgetPrices);
    }
    merge(merged, own);
    Provider provider = ProviderReader.read(place, name, merged);
    entries.put(name, merged);
    return provider;
  }

  private Optional<ObjectNode> base(String place, String name, ObjectNode own) {
    String like = own.path("like").asText(name);
    ObjectNode base = entries.get(like);
    if (base == null && own.has("like")) {
      throw new CatalogueException(
          place,
          "like names no provider: '%s'. %s"
              .formatted(Texts.shorten(like, 60), NearNames.hint(like, entries.keySet())));
    }
    return Optional.ofNullable(base);
  }

  /** An entry under another name is another account, even at the same address. */
  private static boolean isAnotherAccount(String name, ObjectNode own, ObjectNode base) {
    return !own.path("like").asText(name).equals(name)
        || (own.has("baseUrl")
            && !origin(own.path("baseUrl").asText()).equals(origin(base.path("baseUrl").asText())));
  }

  private static void forgetPrices(JsonNode model) {
    if (model instanceof ObjectNode object) {
      object.remove("prices");
    }
  }

  private static void merge(ObjectNode base, ObjectNode own) {
    own.properties()
        .forEach(member -> {
          if (base.get(member.getKey()) instanceof ObjectNode inner
              && member.getValue() instanceof ObjectNode other) {
            merge(inner, other);
          } else {
            base.set(member.getKey(), member.getValue());
          }
        });
  }

  /** One variable, one address: a key is never sent to two places. */
  private static void refuseForeignKey(String place, Provider provider, Provider owner) {
    if (provider.keyVariable().isEmpty()) {
      return;
    }
    String variable = provider.keyVariable().get();
    boolean elsewhere =
        variable.equals(owner.keyVariable().orElse(""))
            && !origin(provider.baseUrl().orElse(null))
                .equals(origin(owner.baseUrl().orElse(null)));
    if (elsewhere || NO_KEYS.contains(variable)) {
      throw new CatalogueException(
          place,
          "keyVariable %s is the key for %s, and a key is only ever sent to its own provider. Name a variable of your own, such as MINE_API_KEY."
              .formatted(variable, elsewhere ? holder(owner) : "something that is no provider"));
    }
  }

  private static String holder(Provider owner) {
    return owner
        .baseUrl()
        .map(url -> "%s at %s".formatted(owner.name(), origin(url)))
        .orElseGet(() -> "the address that --base-url gives %s".formatted(owner.name()));
  }

  /** Scheme, host and port; the empty text if there is no address. */
  private static String origin(@Nullable String baseUrl) {
    if (baseUrl == null || baseUrl.isEmpty()) {
      return "";
    }
    try {
      URI url = URI.create(baseUrl);
      return "%s://%s".formatted(url.getScheme(), Endpoint.hostAndPort(url));
    } catch (IllegalArgumentException e) {
      return baseUrl;
    }
  }
}
