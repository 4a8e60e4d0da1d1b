package dev.bivouac.kimi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.bivouac.tool.ArgumentReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tool calls that a host has not parsed, so that they stand in a text as the model wrote them: a
 * section of {@code
 * <|tool_call_begin|>functions.f:0<|tool_call_argument_begin|>{"a":1}<|tool_call_end|>}.
 *
 * @param rest the text without the section
 * @param calls what is called in it, in order
 * @param whole false if something in the section is cut off or makes no sense
 */
record LeakedCalls(String rest, List<Call> calls, boolean whole) {
  /**
   * One call as it stands there.
   *
   * @param id what stands where the model puts {@code functions.name:position}
   */
  record Call(String id, String arguments) {}

  /** What every token of a call begins with, singular or plural. */
  static final String TOKEN = ArgumentReading.CALL_TOKEN;

  private static final Pattern BEGIN = token("_begin");
  private static final Pattern ARGUMENTS = token("_argument_begin");
  private static final Pattern END = token("_end");
  private static final Pattern SECTION_END = Pattern.compile("<\\|tool_calls?_section_end\\|>");
  private static final int MAX_ID = 128;
  private static final JsonMapper TOLERANT =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  private static Pattern token(String kind) {
    return Pattern.compile("<\\|tool_call" + kind + "\\|>");
  }

  /** What the text holds; nothing if no token stands in it. */
  static Optional<LeakedCalls> in(String text) {
    int section = text.indexOf(TOKEN);
    return section < 0 ? Optional.empty() : Optional.of(new Reader(text, section).read());
  }

  private static final class Reader {
    private final String text;
    private final int section;
    private final List<Call> calls = new ArrayList<>();
    private int at;

    Reader(String text, int section) {
      this.text = text;
      this.section = section;
      this.at = section;
    }

    LeakedCalls read() {
      Matcher begin = BEGIN.matcher(text);
      boolean whole = true;
      while (whole && begin.find(at)) {
        at = begin.end();
        whole = readCall();
      }
      Matcher end = SECTION_END.matcher(text);
      String after = end.find(at) ? text.substring(end.end()) : "";
      String rest = text.substring(0, section).stripTrailing();
      return new LeakedCalls(
          after.isBlank() || after.contains(TOKEN) ? rest : rest + after,
          List.copyOf(calls),
          whole && !calls.isEmpty());
    }

    /** True if the call is whole; then the next is looked for behind it. */
    private boolean readCall() {
      Matcher arguments = ARGUMENTS.matcher(text);
      if (!arguments.find(at) || arguments.start() - at > MAX_ID) {
        return false;
      }
      String id = text.substring(at, arguments.start()).strip();
      int from = arguments.end();
      int to = endOfValue(from).orElseGet(() -> endOfCall(from));
      if (id.contains(TOKEN) || to < 0) {
        return false;
      }
      calls.add(new Call(id, text.substring(from, to).strip()));
      at = to;
      return true;
    }

    /** By reading JSON, since tokens may stand inside its strings. */
    private Optional<Integer> endOfValue(int from) {
      try (JsonParser parser = TOLERANT.createParser(text.substring(from))) {
        if (parser.nextToken() == null) {
          return Optional.empty();
        }
        parser.skipChildren();
        int end = from + (int) parser.currentLocation().getCharOffset();
        return text.substring(end).stripLeading().startsWith("<|") || isLast(end)
            ? Optional.of(end)
            : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    private boolean isLast(int end) {
      return text.substring(end).isBlank();
    }

    private int endOfCall(int from) {
      Matcher end = END.matcher(text);
      return end.find(from) ? end.start() : -1;
    }
  }
}
