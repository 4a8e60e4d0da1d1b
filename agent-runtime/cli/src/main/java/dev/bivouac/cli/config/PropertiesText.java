package dev.bivouac.cli.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a {@link Properties} file as people wrote it. A change rewrites the lines of one name
 * and leaves every other character alone, which {@code Properties.store} does not.
 */
public final class PropertiesText {
  private static final Pattern LINE = Pattern.compile("([^\\r\\n]*)(\\r\\n|\\r|\\n|\\z)");
  private static final Pattern COMMENT = Pattern.compile("[ \\t\\f]*(?:[#!].*)?", Pattern.DOTALL);

  /**
   * What Java reads as one line: a comment, a blank line, or a name and its value, over as many
   * lines as end in a backslash.
   *
   * @param text as it stands there, line ends included
   * @param name empty for comments and blank lines
   */
  private record Line(String text, Optional<String> name) {
    boolean isOf(String wanted) {
      return name.equals(Optional.of(wanted));
    }
  }

  private final List<Line> lines;

  private PropertiesText(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads a file's text.
   *
   * @throws IllegalArgumentException if Java could not read it either
   */
  public static PropertiesText parse(String text) {
    var lines = new ArrayList<Line>();
    var open = new StringBuilder();
    Matcher matcher = LINE.matcher(text);
    while (matcher.find() && !matcher.group().isEmpty()) {
      boolean begins = open.isEmpty();
      open.append(matcher.group());
      boolean comment = begins && COMMENT.matcher(matcher.group(1)).matches();
      if (comment || !goesOn(matcher.group(1))) {
        lines.add(line(open.toString(), comment));
        open.setLength(0);
      }
    }
    if (!open.isEmpty()) {
      lines.add(line(open.toString(), false));
    }
    return new PropertiesText(lines);
  }

  private static Line line(String text, boolean comment) {
    return new Line(text, comment ? Optional.empty() : name(text));
  }

  /** True if the line ends in an odd number of backslashes. */
  private static boolean goesOn(String line) {
    int slashes = 0;
    while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private static Optional<String> name(String line) {
    var read = new Properties();
    try {
      read.load(new StringReader(line));
    } catch (IOException e) {
      throw new UncheckedIOException("A string cannot fail to be read.", e);
    }
    return read.stringPropertyNames().stream().findFirst();
  }

  /** True if the name stands there, whatever its value. */
  public boolean has(String name) {
    return lines.stream().anyMatch(line -> line.isOf(name));
  }

  /**
   * The same with this value: in the place of the last line of that name, which is the one that
   * counts, and instead of all others of that name; else at the end.
   */
  public PropertiesText with(String name, String value) {
    var changed = new ArrayList<Line>();
    var added = new Line(escaped(name, value) + lineEnd(), Optional.of(name));
    int place = -1;
    for (Line line : lines) {
      if (line.isOf(name)) {
        place = changed.size();
      } else {
        changed.add(line);
      }
    }
    if (place >= 0) {
      changed.add(place, added);
    } else {
      endLastLine(changed);
      changed.add(added);
    }
    return new PropertiesText(changed);
  }

  /** The same without any line of that name. */
  public PropertiesText without(String name) {
    return new PropertiesText(lines.stream().filter(line -> !line.isOf(name)).toList());
  }

  /** What is added must stand on a line of its own, also after one that wants to go on. */
  private void endLastLine(List<Line> changed) {
    if (changed.isEmpty()) {
      return;
    }
    Line last = changed.removeLast();
    String bare = last.text().replaceFirst("(\\r\\n|\\r|\\n)\\z", "");
    boolean open = last.name().isPresent() && goesOn(bare);
    String whole = open ? bare.substring(0, bare.length() - 1) : bare;
    boolean ended = !open && bare.length() < last.text().length();
    changed.add(ended ? last : new Line(whole + lineEnd(), last.name()));
  }

  /** As the file ends its first line. */
  private String lineEnd() {
    String first = lines.isEmpty() ? "" : lines.getFirst().text();
    return first.endsWith("\r\n") ? "\r\n" : first.endsWith("\r") ? "\r" : "\n";
  }

  private static String escaped(String name, String value) {
    String text =
        value
            .replace("\\", "\\\\")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
            .replace("\f", "\\f");
    return name + "=" + (text.startsWith(" ") ? "\\" + text : text);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()));
    return text.toString();
  }
}
