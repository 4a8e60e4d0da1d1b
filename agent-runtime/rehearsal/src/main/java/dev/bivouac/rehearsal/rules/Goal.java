package dev.bivouac.rehearsal.rules;

import dev.bivouac.rehearsal.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user wants, read from plain lines such as {@code Topic: privacy}.
 *
 * @param system the system prompt
 * @param text the user's own words
 */
record Goal(String system, String text) {
  private static final int DEFAULT_ARTICLES = 8;
  private static final int MOST_ARTICLES = 40;
  private static final Pattern REPORT =
      Pattern.compile(
          "\\b(?:news|report|digest|briefing|round-?up|nachrichten|bericht|actualit\\S*|rapport|noticias|informe)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern ABOUT =
      Pattern.compile(
          "\\b(?:about|on|regarding|covering|\u00fcber|zum thema|zu|sur|sobre)\\s+([^.;:!?\\n]{2,120}?)(?=\\s+(?:from|with|using|in|out of)\\s+\\d|[.;:!?\\n]|$)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern COUNT =
      Pattern.compile(
          "\\b(\\d{1,3})\\s+(?:articles|stories|pages|artikel)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern MAIN_NEWS =
      Pattern.compile(
          "^(?:none|any|all|everything|general|-)$|\\b(?:main|top|general|all) (?:the )?news\\b|\\bno topic\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
  private static final Pattern LIST =
      Pattern.compile("\\s*(?:[,;/&]|\\b(?:and|und|et|y|or)\\b)\\s*");

  static Goal of(String system, String text) {
    return new Goal(system, text);
  }

  /** The value of the line with this label, in the goal or else in the system prompt. */
  Optional<String> line(String label) {
    var pattern =
        Pattern.compile(
            "(?im)^[ \\t>*-]*" + Pattern.quote(label) + "[ \\t*]*[:=][ \\t*]*(\\S.*?)[ \\t]*$");
    return lineIn(pattern, text).or(() -> lineIn(pattern, system));
  }

  private static Optional<String> lineIn(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** True for a news report, false for any other question. */
  boolean wantsReport() {
    return line("Topic").isPresent() || line("Articles").isPresent() || REPORT.matcher(text).find();
  }

  /** What the report is about, in the user's words; empty for the main news of the day. */
  Optional<String> topic() {
    return line("Topic")
        .or(this::topicInProse)
        .filter(topic -> !Words.content(topic).isEmpty() && !MAIN_NEWS.matcher(topic).find());
  }

  private Optional<String> topicInProse() {
    Matcher matcher = ABOUT.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  /** The topic as several, if it is a list of short ones. */
  List<String> subjects() {
    String topic = topic().orElse("");
    List<String> parts =
        Arrays.stream(LIST.split(topic))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
    boolean list =
        parts.size() > 1
            && parts.stream()
                .allMatch(part -> part.split("\\s+").length <= 4 && !Words.content(part).isEmpty());
    return list ? parts : topic.isEmpty() ? List.of() : List.of(topic);
  }

  /** How many articles the report is to be made from. */
  int articles() {
    Matcher prose = COUNT.matcher(text);
    int asked =
        line("Articles")
            .flatMap(Goal::number)
            .or(() -> prose.find() ? number(prose.group(1)) : Optional.empty())
            .orElse(DEFAULT_ARTICLES);
    return Math.clamp(asked, 1, MOST_ARTICLES);
  }

  /** The language of the report, if one is asked for. */
  Optional<String> language() {
    return line("Language").map(language -> language.split("[\\s,(]", -1)[0]);
  }

  /** How old news may be, in hours. */
  Optional<Integer> hours() {
    return line("Since")
        .flatMap(
            since -> number(since).map(n -> since.matches("(?i).*\\bdays?\\b.*") ? 24 * n : n));
  }

  /** The time zone in which the user's day begins. */
  String zone() {
    return line("Zone").or(() -> line("Time zone")).orElse("UTC");
  }

  static Optional<Integer> number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.find() ? Optional.of(Integer.parseInt(matcher.group())) : Optional.empty();
  }
}
