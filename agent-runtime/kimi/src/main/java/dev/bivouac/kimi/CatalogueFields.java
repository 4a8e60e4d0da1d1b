package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.run.NearNames;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/** The members of one JSON object of a catalogue, checked as they are read. */
final class CatalogueFields {
  private final String place;
  private final JsonNode object;

  private CatalogueFields(String place, JsonNode object) {
    this.place = place;
    this.object = object;
  }

  /**
   * Reads an object.
   *
   * @param place for messages, such as the file and the entry
   * @param known the members it may have
   */
  static CatalogueFields of(String place, JsonNode node, List<String> known) {
    CatalogueFields fields = any(place, node);
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw fields.wrong(
            "'%s' is not known. %s"
                .formatted(Texts.shorten(name, 60), NearNames.hint(name, known)));
      }
    }
    return fields;
  }

  private static CatalogueFields any(String place, JsonNode node) {
    if (!node.isObject()) {
      throw new CatalogueException(place, "must be a JSON object, was " + shown(node) + ".");
    }
    return new CatalogueFields(place, node);
  }

  /** What is wrong with this object, for people. */
  CatalogueException wrong(String problem) {
    return new CatalogueException(place, problem);
  }

  Optional<String> text(String name) {
    return value(name, "a text", node -> node.isTextual() && !node.asText().isBlank())
        .map(JsonNode::asText);
  }

  Optional<Boolean> flag(String name) {
    return value(name, "true or false", JsonNode::isBoolean).map(JsonNode::asBoolean);
  }

  OptionalInt count(String name) {
    return value(
            name,
            "a whole number from 1",
            node -> node.isIntegralNumber() && node.canConvertToInt() && node.asInt() > 0)
        .map(node -> OptionalInt.of(node.asInt()))
        .orElseGet(OptionalInt::empty);
  }

  OptionalLong longCount(String name) {
    return value(
            name,
            "a whole number from 1",
            node -> node.isIntegralNumber() && node.canConvertToLong() && node.asLong() > 0)
        .map(node -> OptionalLong.of(node.asLong()))
        .orElseGet(OptionalLong::empty);
  }

  OptionalDouble fraction(String name) {
    return value(
            name,
            "a number from 0 to 2",
            node -> node.isNumber() && node.asDouble() >= 0 && node.asDouble() <= 2)
        .map(node -> OptionalDouble.of(node.asDouble()))
        .orElseGet(OptionalDouble::empty);
  }

  /** An amount of money: a number, or a text that is one. */
  Optional<BigDecimal> amount(String name) {
    return value(name, "a price such as \"0.60\"", node -> price(node).isPresent())
        .flatMap(CatalogueFields::price);
  }

  private static Optional<BigDecimal> price(JsonNode node) {
    try {
      return node.isTextual() || node.isNumber()
          ? Optional.of(new BigDecimal(node.asText())).filter(price -> price.signum() >= 0)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** An object as it stands. */
  Optional<ObjectNode> raw(String name) {
    return value(name, "a JSON object", JsonNode::isObject).map(ObjectNode.class::cast);
  }

  Optional<CatalogueFields> object(String name, List<String> known) {
    return raw(name).map(node -> of(place + ", " + name, node, known));
  }

  /** The members of an object whose names are the user's own, such as ids of models. */
  <T> Map<String, T> each(String name, List<String> known, Function<CatalogueFields, T> reader) {
    var all = new LinkedHashMap<String, T>();
    raw(name)
        .ifPresent(node ->
            node.properties()
                .forEach(entry ->
                    all.put(
                        entry.getKey(),
                        reader.apply(
                            of(
                                place + ", " + name + " '" + entry.getKey() + "'",
                                entry.getValue(),
                                known)))));
    return all;
  }

  private Optional<JsonNode> value(String name, String form, Predicate<JsonNode> fits) {
    JsonNode node = object.get(name);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (!fits.test(node)) {
      throw wrong("%s must be %s, was %s.".formatted(name, form, shown(node)));
    }
    return Optional.of(node);
  }

  private static String shown(JsonNode node) {
    return "'" + Texts.shorten(node.isTextual() ? node.asText() : node.toString(), 80) + "'";
  }
}
