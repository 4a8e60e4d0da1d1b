package dev.bivouac.kimi;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.langchain4j.data.message.ChatMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a conversation as it grows. A request that goes on from the one before costs only
 * its new messages; messages are told apart by identity, since comparing them would cost what is to
 * be saved.
 */
final class EncodedConversation {
  private final MessageEncoder encoder;
  private final byte[] head;
  private final List<ChatMessage> messages = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private GrowingBytes bytes = new GrowingBytes();
  private MessageDigest sha = sha();
  private CallIds ids;
  private volatile long length;

  /**
   * A conversation without messages so far.
   *
   * @param head what stands before the first message
   */
  EncodedConversation(MessageEncoder encoder, byte[] head) {
    this.encoder = encoder;
    this.head = head;
    this.ids = encoder.ids();
    add(head);
  }

  /** True if requests of the conversation begin so. */
  boolean beginsWith(byte[] other) {
    return Arrays.equals(head, other);
  }

  /** Bytes that are kept. */
  long length() {
    return length;
  }

  /** The body of a request with these messages. */
  synchronized RequestBody body(List<ChatMessage> wanted) {
    int same = Identity.common(messages, wanted);
    if (same < messages.size()) {
      cutTo(same);
    }
    for (ChatMessage message : wanted.subList(same, wanted.size())) {
      add(encoded(message));
      messages.add(message);
      ends.add(bytes.length());
    }
    return new RequestBody(bytes.view(), copy(sha));
  }

  private void cutTo(int count) {
    long end = count == 0 ? head.length : ends.get(count - 1);
    messages.subList(count, messages.size()).clear();
    ends.subList(count, ends.size()).clear();
    bytes = bytes.beginning(end);
    sha = sha();
    bytes.view().forEach((part, length) -> sha.update(part, 0, length));
    ids = encoder.ids();
    messages.forEach(ids::pass);
  }

  private byte[] encoded(ChatMessage message) {
    var out = new ByteArrayOutputStream();
    if (!messages.isEmpty()) {
      out.write(',');
    }
    try (JsonGenerator json = WireJson.MAPPER.createGenerator(out)) {
      encoder.write(json, message, ids);
    } catch (IOException e) {
      throw new UncheckedIOException("A message could not be written as JSON", e);
    }
    return out.toByteArray();
  }

  private void add(byte[] more) {
    bytes.append(more);
    sha.update(more);
    length = bytes.length();
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own SHA-256 can be cloned", e);
    }
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
