package dev.bivouac.kimi;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The body of one request: what it has in common with others of its conversation, and its end. */
final class RequestBody {
  private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

  private final GrowingBytes.View beginning;
  private final MessageDigest sha;

  /**
   * A body that ends behind the last message.
   *
   * @param sha over the beginning; this body's own
   */
  RequestBody(GrowingBytes.View beginning, MessageDigest sha) {
    this.beginning = beginning;
    this.sha = sha;
  }

  long length() {
    return beginning.length() + END.length;
  }

  /** For the HTTP client, which copies it part by part. */
  BodyPublisher publisher() {
    List<BodyPublisher> parts = new ArrayList<>();
    beginning.forEach((bytes, count) -> parts.add(BodyPublishers.ofByteArray(bytes, 0, count)));
    parts.add(BodyPublishers.ofByteArray(END));
    return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
  }

  /** A copy in one piece. */
  byte[] bytes() {
    var all = new ByteArrayOutputStream((int) length());
    beginning.forEach((bytes, count) -> all.write(bytes, 0, count));
    all.writeBytes(END);
    return all.toByteArray();
  }

  /** SHA-256 over all bytes, in hexadecimal. */
  String digest() {
    try {
      var whole = (MessageDigest) sha.clone();
      whole.update(END);
      return HexFormat.of().formatHex(whole.digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own SHA-256 can be cloned", e);
    }
  }
}
