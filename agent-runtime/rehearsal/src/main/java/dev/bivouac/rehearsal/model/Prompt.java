package dev.bivouac.rehearsal.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.text.Json;
import java.io.ByteArrayOutputStream;

/**
 * What a request costs to read, by a stated estimate: a token for every four bytes of the tools and
 * messages, tools first, then message after message, as a chat template would lay them out.
 */
final class Prompt {
  private static final int BYTES_PER_TOKEN = 4;

  private final byte[] bytes;

  private Prompt(byte[] bytes) {
    this.bytes = bytes;
  }

  static Prompt of(JsonNode request) {
    var out = new ByteArrayOutputStream();
    for (String part : new String[] {"tools", "messages"}) {
      for (JsonNode item : request.path(part)) {
        out.writeBytes(Json.bytes(item));
        out.write('\n');
      }
    }
    return new Prompt(out.toByteArray());
  }

  /** The prompt itself; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  int tokens() {
    return tokens(bytes.length);
  }

  static int tokens(int bytes) {
    return (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
  }
}
