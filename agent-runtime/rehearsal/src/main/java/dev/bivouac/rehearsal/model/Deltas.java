package dev.bivouac.rehearsal.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.rehearsal.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer in the pieces in which it is streamed.
 *
 * @param reasoning the pieces of the reasoning
 * @param rest the pieces of the text, then those of the calls
 */
record Deltas(List<ObjectNode> reasoning, List<ObjectNode> rest) {
  private static final int[] PIECES = {17, 3, 41, 1, 64};

  static Deltas of(Answer answer, boolean withIndex) {
    var rest = new ArrayList<ObjectNode>();
    pieces(answer.text()).forEach(piece -> rest.add(Json.object().put("content", piece)));
    for (int index = 0; index < answer.calls().size(); index++) {
      rest.addAll(call(answer.calls().get(index), index, withIndex));
    }
    var reasoning = new ArrayList<ObjectNode>();
    if (answer.reasoning().isEmpty()) {
      // Empty is not absent: the field comes once, and has to be sent back.
      reasoning.add(Json.object().put("reasoning_content", ""));
    }
    pieces(answer.reasoning())
        .forEach(piece -> reasoning.add(Json.object().put("reasoning_content", piece)));
    return new Deltas(reasoning, rest);
  }

  private static List<ObjectNode> call(Answer.Call call, int index, boolean withIndex) {
    var deltas = new ArrayList<ObjectNode>();
    ObjectNode first = fragment(deltas, index, withIndex);
    first.put("id", call.id()).put("type", "function");
    first.putObject("function").put("name", call.tool()).put("arguments", "");
    for (String piece : pieces(call.arguments())) {
      ObjectNode next = fragment(deltas, index, withIndex);
      if (!withIndex) {
        next.put("id", call.id());
      }
      next.putObject("function").put("arguments", piece);
    }
    return deltas;
  }

  private static ObjectNode fragment(List<ObjectNode> deltas, int index, boolean withIndex) {
    ObjectNode delta = Json.object();
    ObjectNode fragment = delta.putArray("tool_calls").addObject();
    deltas.add(delta);
    return withIndex ? fragment.put("index", index) : fragment;
  }

  /** Pieces of odd lengths; a character that takes two chars stays whole. */
  static List<String> pieces(String text) {
    var pieces = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(text.length(), start + PIECES[pieces.size() % PIECES.length]);
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end++;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }
}
