package dev.bivouac.cli.help;

import java.util.List;

/** Writes a manual page. Text is escaped, so that none of it is taken for a request. */
final class Roff {
  private final StringBuilder page = new StringBuilder();

  void title(String name, String version) {
    raw(".TH \"%s\" 1 \"\" \"%s\" \"User Commands\"".formatted(escaped(name), escaped(version)));
    raw(".nh");
    raw(".ad l");
  }

  void section(String heading) {
    raw(".SH \"" + escaped(heading) + "\"");
  }

  void subsection(String heading) {
    raw(".SS \"" + escaped(heading) + "\"");
  }

  void paragraph(String text) {
    raw(".PP");
    line(escaped(text));
  }

  /**
   * A term with what it means.
   *
   * @param term already marked up
   */
  void entry(String term, String text) {
    raw(".TP");
    line(term);
    line(escaped(text));
  }

  /** Lines as they stand, in a fixed font. */
  void verbatim(List<String> lines) {
    raw(".PP");
    raw(".nf");
    lines.forEach(text -> line(escaped(text)));
    raw(".fi");
  }

  /**
   * One line of text.
   *
   * @param markedUp escaped before
   */
  void line(String markedUp) {
    boolean looksLikeRequest = markedUp.startsWith(".") || markedUp.startsWith("'");
    raw(looksLikeRequest ? "\\&" + markedUp : markedUp);
  }

  static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  /** No backslash, hyphen or quotation mark of the text means anything to roff. */
  static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("\"", "\\(dq")
        .replace("`", "\\(ga")
        .replace("~", "\\(ti")
        .replace("^", "\\(ha")
        .replace("\r", " ")
        .replace("\n", " ");
  }

  private void raw(String line) {
    page.append(line).append('\n');
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
