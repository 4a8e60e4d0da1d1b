package dev.bivouac.persistence.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What each end says first. The fields {@code protocol} and {@code program} are there in every
 * version.
 *
 * @param protocol which language follows
 * @param program name and version
 */
record Greeting(int protocol, String program) {
  /** The language of this program: raised when an older program could misunderstand a newer one. */
  static final int PROTOCOL = 1;

  static Greeting of(String program) {
    return new Greeting(PROTOCOL, program);
  }

  boolean isUnderstood() {
    return protocol == PROTOCOL;
  }

  /** Adds it to what is sent. */
  ObjectNode with(ObjectNode node) {
    return node.put("protocol", protocol).put("program", program);
  }

  /** What was said; protocol 0 if it was no greeting. */
  static Greeting read(JsonNode node) {
    return new Greeting(
        node.path("protocol").asInt(0), node.path("program").asText("another program"));
  }
}
