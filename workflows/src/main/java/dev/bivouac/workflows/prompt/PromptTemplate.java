package dev.bivouac.workflows.prompt;

import dev.bivouac.journal.OpeningMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system prompt and a goal with places such as <code>{{topic}}</code> for what differs from run
 * to run.
 *
 * <p>The text has two parts, each under a line of its own: {@code # System} and {@code # Goal}. It
 * is checked when it is loaded: every place must be one that the workflow fills, and every value of
 * the workflow must have a place.
 */
public final class PromptTemplate {
  private static final String SYSTEM = "# System";
  private static final String GOAL = "# Goal";
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z][a-z0-9-]*)}}");

  private final String name;
  private final String system;
  private final String goal;
  private final Set<String> places;

  private PromptTemplate(String name, String system, String goal) {
    this.name = name;
    this.system = system;
    this.goal = goal;
    this.places = new TreeSet<>(placesOf(system));
    this.places.addAll(placesOf(goal));
  }

  /**
   * Reads {@code prompt.md} from the package of a workflow.
   *
   * @param workflow the class beside which the text lies
   * @param values the names of all values that the workflow fills in
   * @throws InvalidPromptException if the text is missing, or is not such a template
   */
  public static PromptTemplate beside(Class<?> workflow, Set<String> values) {
    String name = workflow.getPackageName() + "/prompt.md";
    try (InputStream in = workflow.getResourceAsStream("prompt.md")) {
      if (in == null) {
        throw new InvalidPromptException(name, "is missing. Put it beside the workflow's class.");
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), values);
    } catch (IOException e) {
      var unreadable = new InvalidPromptException(name, "cannot be read. Build the program again.");
      unreadable.initCause(e);
      throw unreadable;
    }
  }

  static PromptTemplate parse(String name, String text, Set<String> values) {
    List<String> lines = text.lines().map(String::stripTrailing).toList();
    int system = only(name, lines, SYSTEM);
    int goal = only(name, lines, GOAL);
    if (goal < system) {
      throw new InvalidPromptException(name, "has '# Goal' first. Put '# System' before it.");
    }
    var template =
        new PromptTemplate(
            name,
            String.join("\n", lines.subList(system + 1, goal)).strip(),
            String.join("\n", lines.subList(goal + 1, lines.size())).strip());
    template.check(values);
    return template;
  }

  private static int only(String name, List<String> lines, String heading) {
    int at = lines.indexOf(heading);
    if (at < 0 || at != lines.lastIndexOf(heading)) {
      throw new InvalidPromptException(
          name, "must have the line '%s' exactly once.".formatted(heading));
    }
    return at;
  }

  private static Set<String> placesOf(String text) {
    return new TreeSet<>(PLACE.matcher(text).results().map(place -> place.group(1)).toList());
  }

  private void check(Set<String> values) {
    for (String part : List.of(system, goal)) {
      if (part.isEmpty()) {
        throw new InvalidPromptException(name, "has an empty part. Say something in both.");
      }
      String rest = PLACE.matcher(part).replaceAll("");
      if (rest.contains("{{") || rest.contains("}}")) {
        throw new InvalidPromptException(
            name, "has braces that name no place. A place is written {{topic}}.");
      }
    }
    if (!places.equals(values)) {
      throw new InvalidPromptException(
          name,
          "has the places %s, but the workflow fills %s. Make them the same."
              .formatted(places, new TreeSet<>(values)));
    }
  }

  /**
   * The two messages, filled in. A value is put in as it is, braces included.
   *
   * @param values one for each place
   */
  public List<OpeningMessage> fill(Map<String, String> values) {
    if (!values.keySet().equals(places)) {
      throw new IllegalArgumentException(
          "values must be given for %s, were for %s"
              .formatted(places, new TreeSet<>(values.keySet())));
    }
    return List.of(
        OpeningMessage.system(filled(system, values)), OpeningMessage.user(filled(goal, values)));
  }

  private static String filled(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
  }
}
