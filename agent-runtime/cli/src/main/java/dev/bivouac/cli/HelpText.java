package dev.bivouac.cli;

/** Text of others in help: picocli must not find formats, variables or colours in it. */
final class HelpText {
  private HelpText() {}

  static String plain(String text) {
    return SafeText.line(text, 300).replace("%", "%%").replace("${", "$ {").replace("@|", "@ |");
  }
}
