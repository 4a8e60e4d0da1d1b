package dev.bivouac.workflows.dailynews;

import java.util.List;

/** Says at the top of a rehearsed report that no model wrote it. */
final class RehearsalNote {
  private static final String MARK = "> Rehearsal";
  private static final String NOTE =
      MARK + ": composed by rules from the fetched pages; no language model wrote this report.";

  private RehearsalNote() {}

  /** The report with the note under its headline, unless it says so itself. */
  static String in(String text) {
    if (text.lines().anyMatch(line -> line.startsWith(MARK))) {
      return text;
    }
    List<Block> blocks = Blocks.of(text);
    if (blocks.isEmpty() || blocks.getFirst().kind() != Block.Kind.HEADING) {
      return NOTE + "\n\n" + text;
    }
    int line = text.indexOf('\n', blocks.getFirst().end());
    int end = line < 0 ? text.length() : line;
    // A headline underlined with = ends a line later.
    int next = text.indexOf('\n', end + 1);
    boolean underlined = next > 0 && text.substring(end + 1, next).matches(" {0,3}(?:=+|-+)\\s*");
    int at = underlined ? next : end;
    String rest = text.substring(at).replaceFirst("^\\n+", "");
    return text.substring(0, at) + "\n\n" + NOTE + "\n" + (rest.isEmpty() ? "" : "\n" + rest);
  }
}
