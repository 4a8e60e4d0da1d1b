package dev.bivouac.planner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Now I will edit the file.",
        "I'll look.",
        "The tests fail. Next, let me look at the log:",
        "Great! Now I\u2019m going to search for more...",
        "\u73b0\u5728\u6211\u5c06\u7f16\u8f91\u6587\u4ef6\u3002",
        "\u8ba9\u6211\u67e5\u4e00\u4e0b\u3002"
      })
  void noticesWhatOnlySaysWhatComesNext(String text) {
    assertThat(Announcement.announces(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "42",
        "There are two files.",
        "I will edit the file. It is done.",
        "Let me know if you need more.",
        "Shall I edit the file?",
        "Let me ask: which file?",
        "Wills and letters are kept in the archive.",
        "The report is in /tmp/report.md, and the minutes will follow by mail."
      })
  void leavesAnswersAlone(String text) {
    assertThat(Announcement.announces(text)).isFalse();
  }

  @Test
  void leavesLongTextsAlone() {
    assertThat(Announcement.announces("Word ".repeat(1000) + ". I will see.")).isFalse();
  }
}
