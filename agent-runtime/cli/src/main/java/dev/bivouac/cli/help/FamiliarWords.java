package dev.bivouac.cli.help;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Properties;

/** Words that people bring from other programs, and the commands that they mean here. */
public final class FamiliarWords {
  private static final String DATA = "familiar-words.properties";

  private final Properties words;

  private FamiliarWords(Properties words) {
    this.words = words;
  }

  /** All that are known. Read only when a first word is no command, since it costs a file. */
  public static FamiliarWords read() {
    var words = new Properties();
    try {
      words.load(new StringReader(Template.read(DATA)));
    } catch (IOException e) {
      throw new UncheckedIOException(DATA + " cannot be read", e);
    }
    return new FamiliarWords(words);
  }

  /** The command that the word is taken for; the word itself if there is none. */
  public String command(String word, Collection<String> commands) {
    String same = words.getProperty("same." + word, word);
    return commands.contains(same) ? same : word;
  }

  /** The commands that may be meant, of those that there are. */
  public List<String> meant(String word, Collection<String> commands) {
    return Arrays.stream(words.getProperty("see." + word, "").split("\\s+"))
        .filter(commands::contains)
        .toList();
  }
}
