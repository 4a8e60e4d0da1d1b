package dev.bivouac.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.HostileText;
import dev.bivouac.cli.view.Line.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PainterTest {
  private static final List<Line> NONE = List.of();

  private final Painter painter = new Painter(false, false);
  private final Emulator terminal = new Emulator(40, 8);
  private final ScreenSize size = new ScreenSize(40, 8);

  @Test
  void sendsNothingWhenThereIsNothingToShow() {
    assertThat(painter.frame(NONE, NONE, size)).isEmpty();
  }

  @Test
  void drawsTheRegionBelowWhatIsDone() {
    show(lines("one"), lines("thinking", "status"));
    show(lines("two", "three"), lines("status"));
    assertThat(terminal.rows()).containsExactly("one", "two", "three", "status");
    show(NONE, lines("a", "b", "c"));
    assertThat(terminal.rows()).containsExactly("one", "two", "three", "a", "b", "c");
    show(lines("four"), NONE);
    assertThat(terminal.rows()).containsExactly("one", "two", "three", "four");
  }

  @Test
  void scrollsWhatIsDoneIntoTheTerminalsOwnMemory() {
    for (int i = 1; i <= 20; i++) {
      show(lines("line " + i), lines("thinking " + i, "status " + i));
    }
    show(NONE, NONE);
    assertThat(terminal.rows()).hasSize(20).first().isEqualTo("line 1");
    assertThat(terminal.rows()).last().isEqualTo("line 20");
  }

  @Test
  void paintsOverWhatOthersWrite() {
    show(lines("one"), lines("thinking", "status"));
    terminal.write("^C");
    show(NONE, lines("thinking", "status"));
    assertThat(terminal.rows()).containsExactly("one", "thinking", "status");
  }

  @Test
  void beginsWhereTheCursorIsOnceTheScreenIsLost() {
    show(lines("one"), lines("thinking", "status"));
    terminal.write("\r\n[1]+ Stopped\r\n$ fg\r\n");
    painter.forget();
    show(NONE, lines("status"));
    assertThat(terminal.rows())
        .containsExactly("one", "thinking", "status", "[1]+ Stopped", "$ fg", "status");
  }

  @Test
  void drawsCleanlyAfterATerminalThatCutsGotNarrower() {
    show(lines("one"), lines("a line of thirty-three columns...", "status " + "x".repeat(31)));
    terminal.resize(20, 6);
    terminal.write(
        painter.frame(lines("two"), lines("a line of", "status"), new ScreenSize(20, 6)));
    assertThat(terminal.rows()).containsExactly("one", "two", "a line of", "status");
  }

  @Test
  void goesUpOverTheRowsThatATerminalMadeOfLongLines() {
    var reflowing = new Painter(false, true);
    assertThat(reflowing.frame(NONE, lines("x".repeat(39), "y".repeat(30), ""), size)).isNotEmpty();
    // 39 columns become 4 rows of 10, 30 become 3, and the empty one stays: 8 rows, the cursor in
    // the last.
    assertThat(reflowing.frame(NONE, lines("z"), new ScreenSize(10, 8))).contains("\033[7A");
    assertThat(reflowing.frame(NONE, lines("z"), new ScreenSize(80, 8))).doesNotContain("A");
  }

  @Test
  void marksTonesOnlyWhereColoursAreWanted() {
    List<Line> all =
        List.of(
            Line.cut(Tone.DIM, "dim"),
            Line.cut(Tone.STRONG, "strong"),
            Line.cut(Tone.WARNING, "warning"),
            Line.cut(Tone.BAD, "bad"));
    assertThat(new Painter(true, false).frame(all, all, size))
        .contains("\033[2mdim\033[0m", "\033[1mstrong\033[0m", "\033[33mwarning", "\033[31mbad");
    assertThat(painter.frame(all, all, size)).doesNotContainPattern("\033\\[[0-9;]*m");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 80, 200})
  void letsNoHostileTextThrough(int columns) {
    for (String text : HostileText.all()) {
      var coloured = new Painter(true, true);
      List<Line> both = List.of(Line.whole(Tone.BAD, text), Line.cut(Tone.DIM, text));
      String sent = coloured.frame(both, both, new ScreenSize(columns, 5));
      assertThat(Emulator.withoutOwnSequences(sent).codePoints()).noneMatch(Emulator::isHarmful);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"漢字かな漢字かな漢字かな", "ก ิ น ข้าว नमस्ते", "مرحبا 123 שלום 456", "👨‍👩‍👧 🇫🇷 ❤️ x"})
  void keepsItsPlaceWithEveryScript(String text) {
    var narrow = new ScreenSize(20, 5);
    var small = new Emulator(20, 5);
    for (int i = 0; i < 3; i++) {
      small.write(painter.frame(NONE, lines(text, text, "status"), narrow));
    }
    assertThat(small.rows()).hasSize(3).last().isEqualTo("status");
  }

  private void show(List<Line> above, List<Line> region) {
    terminal.write(painter.frame(above, region, size));
  }

  private static List<Line> lines(String... texts) {
    return List.of(texts).stream().map(text -> Line.cut(Tone.PLAIN, text)).toList();
  }
}
