package dev.bivouac.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalProbeTest {
  @Test
  void readsRowsAndColumns() {
    assertThat(TerminalProbe.parse("24 132\n")).isEqualTo(new ScreenSize(132, 24));
  }

  @Test
  void takesTheUsualSizeWhereNoneIsKnown() {
    assertThat(TerminalProbe.parse("0 0\n")).isEqualTo(ScreenSize.USUAL);
    assertThat(TerminalProbe.parse("")).isEqualTo(ScreenSize.USUAL);
    assertThat(TerminalProbe.parse("stty: not a terminal")).isEqualTo(ScreenSize.USUAL);
  }

  @Test
  void knowsWhoHasTheTerminal() {
    assertThat(TerminalProbe.foreground("7 (a (b) c) S 1 70 70 34816 70 4194304")).isTrue();
    assertThat(TerminalProbe.foreground("7 (java) S 1 70 70 34816 99 4194304")).isFalse();
    assertThat(TerminalProbe.foreground("7 (java) S 1 70 70 0 -1 4194304")).isTrue();
    assertThat(TerminalProbe.foreground("")).isTrue();
  }
}
