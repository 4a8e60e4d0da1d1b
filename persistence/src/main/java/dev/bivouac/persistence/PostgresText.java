package dev.bivouac.persistence;

/**
 * Texts that people chose, such as a run's key, as PostgreSQL can hold them: it takes neither NUL
 * nor half of a surrogate pair. Those, and the backslash, become a backslash and four hex digits.
 */
final class PostgresText {
  private static final int DIGITS = 4;

  private PostgresText() {}

  static String stored(String text) {
    var stored = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (point == 0 || point == '\\' || isHalf(point)) {
            String digits = Integer.toHexString(point);
            stored.append('\\').append("0".repeat(DIGITS - digits.length())).append(digits);
          } else {
            stored.appendCodePoint(point);
          }
        });
    return stored.toString();
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  static String read(String stored) {
    var text = new StringBuilder(stored.length());
    int at = 0;
    while (at < stored.length()) {
      char next = stored.charAt(at);
      if (next == '\\') {
        text.append((char) Integer.parseInt(stored, at + 1, at + 1 + DIGITS, 16));
        at += DIGITS;
      } else {
        text.append(next);
      }
      at++;
    }
    return text.toString();
  }
}
