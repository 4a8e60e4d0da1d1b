package dev.bivouac.kimi;

/** Lets a text through piece by piece until the model's tokens for a call begin in it. */
final class TokenGate {
  private String held = "";
  private boolean shut;

  /** What can be shown now: it is not, and will not become, the beginning of a token. */
  String pass(String piece) {
    if (shut) {
      return "";
    }
    String text = held + piece;
    int token = text.indexOf(LeakedCalls.TOKEN);
    shut = token >= 0;
    int open = shut ? token : text.length() - Texts.beginningOf(LeakedCalls.TOKEN, text);
    held = text.substring(open);
    return text.substring(0, open);
  }

  /** What was held back and turned out to be text. */
  String rest() {
    return shut ? "" : held;
  }
}
