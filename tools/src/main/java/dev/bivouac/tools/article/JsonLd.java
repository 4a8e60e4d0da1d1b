package dev.bivouac.tools.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page says about its article in JSON-LD with the words of schema.org. */
final class JsonLd {
  private static final int MAX_LENGTH = 1_000_000;
  private static final int MAX_NODES = 10_000;
  private static final int MAX_AUTHORS = 10;
  private static final Pattern WRAPPING =
      Pattern.compile("(?:/[/*]\\s*)?(?:<!\\[CDATA\\[|]]>)(?:\\s*\\*/)?|^\\s*<!--|-->\\s*$");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final JsonNode article;

  private JsonLd(JsonNode article) {
    this.article = article;
  }

  /** The first article that the page describes; one without any fact if it describes none. */
  static JsonLd of(Document page) {
    for (Element script : page.select("script[type~=(?i)^application/ld\\+json]")) {
      String text = WRAPPING.matcher(script.data()).replaceAll("").strip();
      if (text.length() <= MAX_LENGTH) {
        Optional<JsonNode> article = article(text);
        if (article.isPresent()) {
          return new JsonLd(article.get());
        }
      }
    }
    return new JsonLd(JSON.createObjectNode());
  }

  Optional<String> headline() {
    return text("headline").or(() -> text("name"));
  }

  Optional<String> author() {
    return names(article.path("author"));
  }

  Optional<String> publisher() {
    return names(article.path("publisher"));
  }

  Optional<String> published() {
    return text("datePublished").or(() -> text("dateCreated"));
  }

  Optional<String> language() {
    return text("inLanguage");
  }

  private Optional<String> text(String name) {
    return Optional.of(article.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  private static Optional<String> names(JsonNode people) {
    List<JsonNode> all = new ArrayList<>();
    if (people.isArray()) {
      people.forEach(all::add);
    } else {
      all.add(people);
    }
    String names =
        all.stream()
            .limit(MAX_AUTHORS)
            .map(p -> p.isTextual() ? p.textValue() : p.path("name").asText(""))
            .map(String::strip)
            .filter(name -> !name.isEmpty() && !name.matches("(?i)https?://.*"))
            .distinct()
            .collect(Collectors.joining(", "));
    return Optional.of(names).filter(n -> !n.isEmpty());
  }

  private static Optional<JsonNode> article(String json) {
    Deque<JsonNode> open = new ArrayDeque<>();
    try {
      open.add(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // sites do write broken JSON; the page says the same elsewhere
    }
    for (int seen = 0; seen < MAX_NODES && !open.isEmpty(); seen++) {
      JsonNode node = open.removeFirst();
      if (isArticle(node.path("@type"))) {
        return Optional.of(node);
      }
      if (node.isArray()) {
        node.forEach(open::addLast);
      } else if (node.isObject()) {
        open.addLast(node.path("@graph"));
        open.addLast(node.path("mainEntity"));
      }
    }
    return Optional.empty();
  }

  private static boolean isArticle(JsonNode type) {
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (isArticle(one.asText(""))) {
          return true;
        }
      }
    }
    return isArticle(type.asText(""));
  }

  private static boolean isArticle(String type) {
    String name = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.endsWith("article")
        || name.endsWith("posting")
        || name.equals("report")
        || name.equals("techarticle");
  }
}
