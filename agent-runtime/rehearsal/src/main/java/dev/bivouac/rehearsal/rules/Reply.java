package dev.bivouac.rehearsal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.text.Json;
import java.util.List;

/**
 * What the rules answer: calls to make, or a final text.
 *
 * @param reasoning why, in a sentence or three; may be empty
 * @param text for the reader; with calls it is often empty
 * @param calls to be made side by side; none in a final answer
 */
public record Reply(String reasoning, String text, List<Call> calls) {
  public Reply {
    calls = List.copyOf(calls);
  }

  static Reply asking(String reasoning, List<Call> calls) {
    return new Reply(reasoning, "", calls);
  }

  static Reply saying(String reasoning, String text) {
    return new Reply(reasoning, text, List.of());
  }

  Reply withoutReasoning() {
    return new Reply("", text, calls);
  }

  /**
   * One call that the rules ask for.
   *
   * @param tool its name
   * @param arguments as they go over the wire, JSON as a rule
   */
  public record Call(String tool, String arguments) {
    static Call of(String tool, JsonNode arguments) {
      return new Call(tool, Json.write(arguments));
    }
  }
}
