package dev.bivouac.persistence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * A long run of which every word is a function of its step: what the model thinks and asks for,
 * what the tools give back, and the answer that they lead to.
 */
final class Errand {
  static final String PAY = "pay";
  private static final List<String> TOOLS = List.of("look", "send", "book", PAY);

  private Errand() {}

  /** What the model asks for in a step, side by side: two to four tools. */
  static List<String> calls(int step) {
    var random = new Random(step);
    var calls = new ArrayList<String>();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      // Reading is what runs do most; what must not be repeated comes in every third step or so.
      calls.add(TOOLS.get(Math.max(0, random.nextInt(8) - 4)));
    }
    return calls;
  }

  /** Text that does not compress, of some hundred to some thousand characters. */
  static String reasoning(int step) {
    return noise(step, 100 + step * 7919 % 3000);
  }

  static String result(String tool, int step, int index) {
    int seed = step * 10 + index;
    return "%s %d.%d %s".formatted(tool, step, index, noise(seed, 50 + seed * 104_729 % 4000));
  }

  /** The answer: a digest of all results but those of payments, whose outcome may be unknown. */
  static String answer(int steps) {
    var results = new ArrayList<String>();
    for (int step = 1; step <= steps; step++) {
      List<String> calls = calls(step);
      for (int index = 0; index < calls.size(); index++) {
        if (!calls.get(index).equals(PAY)) {
          results.add(result(calls.get(index), step, index));
        }
      }
    }
    return answer(results);
  }

  static String answer(List<String> results) {
    return "All done: %s, %d results."
        .formatted(digest(String.join("\n", results)), results.size());
  }

  static String digest(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }

  private static String noise(int seed, int length) {
    var random = new Random(seed);
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return text.toString();
  }
}
