package dev.bivouac.planner;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over a growing list of messages, each link over the one before and one message. */
final class DigestChain {
  private final MessageDigest sha;
  private byte[] last = new byte[0];

  DigestChain() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void reset() {
    last = new byte[0];
  }

  /** Each part goes in with its length, so that no two lists of parts give the same bytes. */
  void add(String... parts) {
    sha.update(last);
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      sha.update(bytes);
    }
    last = sha.digest();
  }

  String hex() {
    return HexFormat.of().formatHex(last);
  }
}
