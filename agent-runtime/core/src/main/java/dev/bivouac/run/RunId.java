package dev.bivouac.run;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one run for ever. Twelve random characters, so that the first three or four usually tell
 * two runs apart on a command line.
 *
 * @param value 12 characters of Crockford's base 32 in lower case
 */
public record RunId(String value) {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 12;
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "run id must be 12 characters of 0-9a-z without i, l, o, u, was '%s'".formatted(value));
    }
  }

  /** A new id. Give a {@link java.security.SecureRandom} wherever runs of several machines meet. */
  public static RunId random(RandomGenerator random) {
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new RunId(text.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
