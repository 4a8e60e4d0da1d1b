package dev.bivouac.tool;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the arguments of a tool call say, read strictly first and then as leniently as is safe.
 *
 * <p>Mended is only what can mean but one thing: control characters that stand in a string as they
 * are, one closing brace too many or too few, an object, or a value that the schema wants as object
 * or array, encoded once more as a string, and growing states of one object instead of its pieces.
 * All of it was seen at hosts of Kimi. Whatever else is wrong stays wrong, since a guess would be
 * carried out.
 */
public sealed interface ArgumentReading {
  /**
   * An object.
   *
   * @param json as it is to be kept and sent back: the text that came, or its mended form
   */
  record Sound(String json) implements ArgumentReading {}

  /**
   * Not to be carried out.
   *
   * @param why what is wrong, with the beginning of the text; goes on after a colon
   */
  record Broken(String why) implements ArgumentReading {}

  /** The beginning of the tokens by which Kimi marks a call; they have no place in arguments. */
  String CALL_TOKEN = "<|tool_call";

  /**
   * Reads the text of arguments.
   *
   * @param text as the provider sent it; blank means no arguments
   * @param schema JSON Schema of the arguments; an empty object if it is not known
   */
  static ArgumentReading of(String text, JsonNode schema) {
    if (text.isBlank()) {
      return new Sound("{}");
    }
    if (text.contains(CALL_TOKEN)) {
      return new Broken("they hold the tokens of another call: " + LenientArguments.shown(text));
    }
    return LenientArguments.object(text)
        .<ArgumentReading>map(found -> {
          boolean unpacked = LenientArguments.unpack(found.object(), schema);
          return new Sound(found.mended() || unpacked ? found.object().toString() : text);
        })
        .orElseGet(() -> new Broken(LenientArguments.problem(text)));
  }

  /** Reads arguments that may be cut off, strictly: what is missing at the end is not made up. */
  static ArgumentReading ofCut(String text) {
    return LenientArguments.strictly(text)
        ? new Sound(text)
        : new Broken("they were cut off at the output limit: " + LenientArguments.shown(text));
  }
}
