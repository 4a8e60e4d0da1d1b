package dev.bivouac.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of JSON what looks like a secret: this user's own keys, and what has the form of a key,
 * a token, a private key or a password. A net with a wide mesh, not a proof.
 */
final class Redaction {
  static final String MARK = "[redacted]";

  /** Whole matches go, or what a group named {@code secret} holds. */
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(
              "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)",
              Pattern.DOTALL),
          Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s:@]+:(?<secret>[^/\\s@]+)@"),
          Pattern.compile("\\b(sk|pk|rk)-[A-Za-z0-9_-]{16,}"),
          Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
          Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{20,}"),
          Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20,}"),
          Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
          Pattern.compile("\\bAIza[0-9A-Za-z_-]{30,}"),
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"),
          Pattern.compile("(?i:bearer|basic)\\s+(?<secret>[A-Za-z0-9._~+/=-]{12,})"),
          Pattern.compile(
              "(?i:api[_-]?key|access[_-]?token|auth[_-]?token|secret|passwd|password)\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?(?<secret>[^\\s\"'\\\\,;&]{6,})"));

  /** What is shorter may be a word that stands elsewhere with another meaning. */
  private static final int SHORTEST_LEARNED = 8;

  private final Secrets own;
  private final Set<String> learned =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));
  private int number;

  Redaction(Secrets own) {
    this.own = own;
  }

  /** How many texts were changed so far. */
  int number() {
    return number;
  }

  /** Notes secrets, so that they are taken out where they stand without their form as well. */
  void learn(JsonNode node) {
    if (node.isTextual()) {
      for (Pattern form : FORMS) {
        form.matcher(node.asText())
            .results()
            .map(match -> secret(match.group(), form))
            .filter(secret -> secret.length() >= SHORTEST_LEARNED)
            .forEach(learned::add);
      }
    }
    node.forEach(this::learn);
  }

  /** The same without secrets, in all its texts. */
  JsonNode of(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode safe = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          safe.set(field.getKey(), of(field.getValue()));
        }
        yield safe;
      }
      case ArrayNode array -> {
        ArrayNode safe = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> safe.add(of(item)));
        yield safe;
      }
      case JsonNode text when text.isTextual() ->
          JsonNodeFactory.instance.textNode(changed(text.asText()));
      case JsonNode other -> other;
    };
  }

  private String changed(String text) {
    String safe = own.takenOut(text);
    for (Pattern form : FORMS) {
      safe =
          form.matcher(safe)
              .replaceAll(match ->
                  Matcher.quoteReplacement(
                      match.group().replace(secret(match.group(), form), MARK)));
    }
    for (String secret : learned) {
      safe = safe.replace(secret, MARK);
    }
    number += safe.equals(text) ? 0 : 1;
    return safe;
  }

  /** The part of a match that nobody should read. */
  private static String secret(String match, Pattern form) {
    Matcher again = form.matcher(match);
    boolean whole = !form.namedGroups().containsKey("secret") || !again.lookingAt();
    return whole ? match : again.group("secret");
  }
}
