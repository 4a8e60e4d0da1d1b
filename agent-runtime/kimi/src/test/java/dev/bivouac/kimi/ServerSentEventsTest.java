package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.kimi.ServerSentEvents.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSentEventsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "LF | data: a~~data: b~~",
        "CRLF | data: a^~^~data: b^~^~",
        "CR | data: a^^data: b^^",
        "no space after the colon | data:a~~data:b~~",
        "comments | : hello~data: a~~:~~: again~~data: b~~",
        "blank lines | ~~data: a~~~~~data: b~~",
        "other fields | id: 1~retry: 5~data: a~~id~data: b~~",
        "no blank line at the end | data: a~~data: b",
        "a byte order mark | \uFEFFdata: a~~data: b~~"
      })
  void findsTheDataOfEachEvent(String name, String stream) throws IOException {
    byte[] bytes = stream.replace('^', '\r').replace('~', '\n').getBytes(UTF_8);

    assertThat(read(new ByteArrayInputStream(bytes))).containsExactly("a", "b");
  }

  @Test
  void joinsSeveralLinesOfData() throws IOException {
    assertThat(read("data: {\ndata:  \"a\": 1\ndata\ndata: }\n\n"))
        .containsExactly("{\n \"a\": 1\n\n}");
  }

  @Test
  void keepsTheNameOfAnEvent() throws IOException {
    var events = events(input("event: error\ndata: x\n\ndata: y\n\n"), 100, 100);

    assertThat(events.next()).contains(new Event("error", "x"));
    assertThat(events.next()).contains(new Event("", "y"));
    assertThat(events.next()).isEmpty();
  }

  @Test
  void readsTheSameHoweverTheBytesAreSplit() throws IOException {
    byte[] bytes =
        "\uFEFF: c\r\ndata: \u00e9\u6708\ud83c\udf19\r\n\r\ndata:b\rdata:c\r\rdata: d\n\n"
            .getBytes(UTF_8);
    for (int split = 0; split <= bytes.length; split++) {
      var in =
          new SequenceInputStream(
              new ByteArrayInputStream(Arrays.copyOfRange(bytes, 0, split)),
              new ByteArrayInputStream(Arrays.copyOfRange(bytes, split, bytes.length)));

      assertThat(read(in))
          .as("split at %d", split)
          .containsExactly("\u00e9\u6708\ud83c\udf19", "b\nc", "d");
    }
  }

  @Test
  void replacesBytesThatAreNoUtf8() throws IOException {
    byte[] bytes = "data: a?b\n\n".getBytes(UTF_8);
    bytes[7] = (byte) 0xC3;

    assertThat(read(new ByteArrayInputStream(bytes))).containsExactly("a\uFFFDb");
  }

  @Test
  void saysThatTheLastEventMayBeCut() throws IOException {
    var events = events(input("data: a\n\ndata: {\"cut"), 100, 100);

    events.next();
    assertThat(events.ended()).isFalse();
    assertThat(events.next()).contains(new Event("", "{\"cut"));
    assertThat(events.ended()).isTrue();
  }

  @Test
  void refusesAnEventThatIsTooLarge() {
    var events = events(input("data: " + "x".repeat(200) + "\n\n"), 100, 10_000);

    assertThatThrownBy(events::next)
        .isInstanceOf(AnswerTooLargeException.class)
        .hasMessageContaining("100 bytes");
  }

  @Test
  void refusesManyLinesThatAreTooLargeTogether() {
    var events = events(input("data: 0123456789\n".repeat(20)), 100, 10_000);

    assertThatThrownBy(events::next).isInstanceOf(AnswerTooLargeException.class);
  }

  @Test
  void refusesAStreamThatIsTooLarge() {
    var events = events(input(": 0123456789\n\n".repeat(20)), 100, 200);

    assertThatThrownBy(events::next)
        .isInstanceOf(AnswerTooLargeException.class)
        .hasMessageContaining("The answer is larger than 200 bytes");
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static ServerSentEvents events(InputStream in, long maxEvent, long maxTotal) {
    return new ServerSentEvents(in, maxEvent, maxTotal);
  }

  private static List<String> read(String text) throws IOException {
    return read(input(text));
  }

  private static List<String> read(InputStream in) throws IOException {
    var events = events(in, 1000, 10_000);
    List<String> data = new ArrayList<>();
    Optional<Event> event = events.next();
    while (event.isPresent()) {
      data.add(event.get().data());
      event = events.next();
    }
    return data;
  }
}
