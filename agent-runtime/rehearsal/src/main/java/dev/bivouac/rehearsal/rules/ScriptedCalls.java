package dev.bivouac.rehearsal.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.text.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the calls that the goal spells out, one line a step, for trying tools of one's own.
 *
 * <p>A line is {@code Rehearsal call: NAME JSON}, or several calls joined by {@code &&}. What is
 * not JSON is sent as it stands, for trying what a tool says to that.
 */
final class ScriptedCalls {
  static final String LABEL = "Rehearsal call";

  private static final Pattern LINE =
      Pattern.compile("(?im)^[ \\t>*-]*" + LABEL + "[ \\t]*:[ \\t]*(\\S.*?)[ \\t]*$");
  private static final Pattern NAME = Pattern.compile("^\\s*([^\\s{]+)\\s*");
  private static final Pattern AND = Pattern.compile("^\\s*&&");

  private ScriptedCalls() {}

  static Reply next(Conversation conversation) {
    List<String> lines = new ArrayList<>();
    Matcher matcher = LINE.matcher(conversation.goal().text());
    while (matcher.find()) {
      lines.add(matcher.group(1));
    }
    int step = conversation.steps();
    if (step < lines.size()) {
      List<Reply.Call> calls = calls(lines.get(step));
      return Reply.asking(
          "Line %d of %d says what to call: %d calls side by side."
              .formatted(step + 1, lines.size(), calls.size()),
          calls);
    }
    var out = new StringBuilder("What the calls gave, by their first lines:\n\n");
    for (Exchange exchange : conversation.exchanges()) {
      out.append("- ")
          .append(exchange.tool())
          .append(": ")
          .append(exchange.firstLine())
          .append('\n');
    }
    return Reply.saying("Every line has been called.", out.toString());
  }

  private static List<Reply.Call> calls(String line) {
    var calls = new ArrayList<Reply.Call>();
    String rest = line;
    Matcher name = NAME.matcher(rest);
    while (name.find()) {
      rest = rest.substring(name.end());
      int length = lengthOfJson(rest);
      String arguments = length > 0 ? rest.substring(0, length) : upToAnd(rest);
      calls.add(new Reply.Call(name.group(1), arguments.isBlank() ? "{}" : arguments.strip()));
      rest = rest.substring(length > 0 ? length : upToAnd(rest).length());
      rest = AND.matcher(rest).replaceFirst("");
      name = NAME.matcher(rest);
    }
    return calls;
  }

  private static String upToAnd(String text) {
    int and = text.indexOf("&&");
    return and < 0 ? text : text.substring(0, and);
  }

  /** How long the object is with which the text starts; 0 if it starts with none. */
  private static int lengthOfJson(String text) {
    if (!text.startsWith("{")) {
      return 0;
    }
    try (JsonParser parser = Json.MAPPER.createParser(text)) {
      JsonNode object = parser.readValueAsTree();
      int length = (int) parser.currentLocation().getCharOffset();
      boolean ends = AND.matcher(text.substring(length)).find() || text.substring(length).isBlank();
      return object.isObject() && ends ? length : 0;
    } catch (JsonProcessingException e) {
      return 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("A line of the goal could not be read.", e);
    }
  }
}
