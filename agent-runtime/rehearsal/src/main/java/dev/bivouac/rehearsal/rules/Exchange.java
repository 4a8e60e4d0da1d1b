package dev.bivouac.rehearsal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * A tool call of the conversation and what came back.
 *
 * @param tool its name
 * @param arguments as an object; empty if they could not be read
 * @param result the text of the tool message; empty if there is none yet
 */
record Exchange(String tool, JsonNode arguments, String result) {
  private static final Pattern FAILED =
      Pattern.compile(
          "^\\W*(?:the )?(?:tool )?(?:call )?(?:error|fail(?:ed|ure)|unknown|outcome unknown|invalid|refused|"
              + "timed out|time limit|cancell?ed|not found|no such|cannot|could not|exception|hidden|result hidden)\\b",
          Pattern.CASE_INSENSITIVE);

  /** True if the text does not start like the report of a failure. */
  boolean succeeded() {
    return !result.isBlank() && !FAILED.matcher(result).find();
  }

  /** True if one of the arguments has this value. */
  boolean mentions(String value) {
    for (JsonNode argument : arguments) {
      if (argument.isTextual() && argument.textValue().equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** The first line that says something, cut to a length that fits a list. */
  String firstLine() {
    String line =
        result.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }
}
