package dev.bivouac.rehearsal.text;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Text that only the rehearsal's own model can read, as the vendor's protected tools give it. One
 * letter changed, and it cannot be opened any more.
 *
 * <p>The key is no secret: it keeps nobody out, it only makes sure that nobody in between could
 * have read, cut or mended the text by accident.
 */
public final class Sealed {
  private static final String BEGIN = "----MOONSHOT ENCRYPTED BEGIN----";
  private static final String END = "----MOONSHOT ENCRYPTED END----";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecretKeySpec KEY =
      new SecretKeySpec("a rehearsal only".getBytes(StandardCharsets.US_ASCII), "AES");

  private Sealed() {}

  /** The same text always gives the same seal, in any process. */
  public static String seal(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] nonce = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(plain), NONCE);
      byte[] secret = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
      byte[] all = Arrays.copyOf(nonce, NONCE + secret.length);
      System.arraycopy(secret, 0, all, NONCE, secret.length);
      return BEGIN + Base64.getEncoder().encodeToString(all) + END;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES", e);
    }
  }

  /** True for what looks like a sealed text, damaged or not. */
  public static boolean isSealed(String text) {
    return text.contains(BEGIN) || text.contains(END);
  }

  /** What was sealed; empty if it is not exactly as it was made. */
  public static Optional<String> open(String text) {
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      return Optional.empty();
    }
    try {
      byte[] all =
          Base64.getDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
      byte[] nonce = Arrays.copyOf(all, NONCE);
      return Optional.of(
          new String(
              cipher(Cipher.DECRYPT_MODE, nonce).doFinal(all, NONCE, all.length - NONCE),
              StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, KEY, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
