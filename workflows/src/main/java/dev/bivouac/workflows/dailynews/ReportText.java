package dev.bivouac.workflows.dailynews;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report as it may be written to a file: without what the model put around it, without signs
 * that show text in another order than it is stored, without HTML, images and links to anything but
 * web pages.
 */
final class ReportText {
  static final int LONGEST = 200_000;

  private static final Pattern FENCE =
      Pattern.compile(
          "(?m)^ {0,3}(`{3,}|~{3,})[ \\t]*(?:markdown|md|text)?[ \\t]*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern HEADLINE = Pattern.compile("(?m)^ {0,3}# +\\S");
  private static final int LONGEST_PREAMBLE = 600;

  // Bidirectional overrides and isolates, invisible signs, tags, private use, lone surrogates.
  private static final Pattern HIDDEN =
      Pattern.compile(
          "[\\p{Cntrl}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\u200B\\u2060-\\u2064\\u206A-\\u206F\\uFEFF\\uFFF9-\\uFFFB]"
              + "|\\p{Co}|\\p{Cs}|[\\x{E0000}-\\x{E0FFF}]");
  private static final Pattern RAISED =
      Pattern.compile(
          "<sup>\\s*\\[?(\\d{1,3}(?:\\s?,\\s?\\d{1,3}){0,9})]?\\s*</sup>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DEFINITION =
      Pattern.compile("(?m)^ {0,3}\\[\\^?(\\d{1,3})\\^?]:[ \\t]*(?=\\S)");
  private static final Pattern TITLED =
      Pattern.compile(
          "(?m)^- \\[(\\d{1,3})] <?(https?://[^\\s<>()]+)>?[ \\t]+[\"'(]([^\"'\\n\\[\\]]{1,300})[\"')][ \\t]*$");
  private static final Pattern FOOTNOTE = Pattern.compile("\\[\\^(\\d{1,3})\\^?]");
  private static final Pattern WIDE = Pattern.compile("【(\\d{1,3})(?:†[^】\\n]{0,60})?】");
  private static final Pattern ESCAPED = Pattern.compile("\\\\\\[(\\d{1,3})\\\\]");

  private ReportText() {}

  /** The report in a model's answer. */
  static String of(String answer) {
    String text = shown(answer);
    text = unwrapped(text.length() > LONGEST ? cut(text) : text).strip();
    return harmless(plainCitations(text)) + "\n";
  }

  private static String shown(String answer) {
    String lines = answer.replaceAll("\\r\\n?|[\\u2028\\u2029\\u0085]", "\n");
    return HIDDEN.matcher(lines).replaceAll("");
  }

  private static String cut(String text) {
    int line = text.lastIndexOf('\n', LONGEST);
    return text.substring(0, line > 0 ? line : LONGEST)
        + "\n\n> The report was longer than 200,000 characters and was cut here.\n";
  }

  /** Without a code fence around it, and without what the model says before the headline. */
  private static String unwrapped(String text) {
    List<MatchResult> fences = FENCE.matcher(text).results().toList();
    if (fences.isEmpty()) {
      return withoutPreamble(text);
    }
    MatchResult open = fences.getFirst();
    String before = text.substring(0, open.start());
    String rest = text.substring(open.end());
    boolean wraps = rest.stripLeading().startsWith("#") || before.isBlank();
    if (!wraps || HEADLINE.matcher(before).find()) {
      return withoutPreamble(text);
    }
    MatchResult close = fences.getLast();
    boolean closed = fences.size() > 1 && close.group().strip().equals(open.group(1));
    String inside = closed ? text.substring(open.end(), close.start()) : rest;
    String after = closed ? text.substring(close.end()) : "";
    boolean isReport = after.contains("://") || after.contains("#");
    return isReport ? inside + "\n" + after.strip() : inside;
  }

  private static String withoutPreamble(String text) {
    Matcher headline = HEADLINE.matcher(text);
    if (!headline.find()) {
      return text;
    }
    String before = text.substring(0, headline.start());
    boolean chat =
        before.length() <= LONGEST_PREAMBLE
            && Citations.in(before).isEmpty()
            && before.lines().noneMatch(line -> line.matches(" {0,3}[>#].*"));
    return chat ? text.substring(headline.start()) : text;
  }

  /**
   * With citations in the form {@code [3]}. Definitions such as {@code [3]: address} become list
   * items, since a reader of the rendered page would not see them.
   */
  private static String plainCitations(String text) {
    String plain = RAISED.matcher(text).replaceAll("[$1]");
    plain = ESCAPED.matcher(plain).replaceAll("[$1]");
    plain = DEFINITION.matcher(plain).replaceAll("- [$1] ");
    plain = TITLED.matcher(plain).replaceAll("- [$1] [$3]($2)");
    plain = FOOTNOTE.matcher(plain).replaceAll("[$1]");
    return WIDE.matcher(plain).replaceAll("[$1]");
  }

  /** Whatever could be more than text, an address or layout in some viewer becomes text. */
  private static String harmless(String text) {
    String plain = text.replaceAll("!(?=\\[[^\\]\\n]{0,300}]\\()", "").replace("![", "! [");
    plain = plain.replaceAll("(?i)<(https?://[^\\s<>]+)>", "$1");
    plain = plain.replaceAll("\\\\?<(?=[A-Za-z/!?])", "&lt;");
    plain = plain.replaceAll("(?i)\\]\\((?!\\s{0,9}https?://)", "]\\\\(");
    plain = plain.replaceAll("(?i)\\]:(?!\\s{0,9}https?://)", "]\\\\:");
    return plain + Blocks.openFence(plain).map(fence -> "\n" + fence).orElse("");
  }
}
