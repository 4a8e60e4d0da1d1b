package dev.bivouac.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir private Path folder;

  @Test
  void goesOnWithAFileThatIsThere() throws IOException {
    Path path = folder.resolve("a.log");
    try (LogFile first = LogFile.open(path, 1000)) {
      first.line("one");
    }
    try (LogFile second = LogFile.open(path, 1000)) {
      second.line("two");
    }

    assertThat(Files.readString(path)).isEqualTo("one\ntwo\n");
  }

  @Test
  void keepsTheNewestLinesAndStaysSmall() throws IOException {
    Path path = folder.resolve("a.log");
    try (LogFile file = LogFile.open(path, 100)) {
      for (int i = 0; i < 100; i++) {
        file.line("line " + i);
      }
    }

    assertThat(Files.readString(path)).endsWith("line 99\n");
    assertThat(Files.size(path)).isLessThanOrEqualTo(100);
    assertThat(Files.size(folder.resolve("a.log.1"))).isLessThanOrEqualTo(100);
    assertThat(names()).isEqualTo(2);
  }

  @Test
  void aFileThatCannotBeWrittenIsLeftAlone() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("file"), "");
    try (LogFile file = LogFile.open(noFolder.resolve("a.log"), 100)) {
      file.line("lost");

      assertThat(file.isBroken()).isTrue();
    }
  }

  @Test
  void theOldestLogsGoWhenThereAreMany() throws IOException {
    var logs = new LogFolder(folder);
    for (int i = 0; i < 450; i++) {
      Path old = Files.writeString(folder.resolve("old" + i + ".log"), "");
      Files.setLastModifiedTime(old, FileTime.fromMillis(i));
    }

    logs.open("new").close();

    assertThat(names()).isEqualTo(401);
    assertThat(folder.resolve("old49.log")).doesNotExist();
    assertThat(folder.resolve("old50.log")).exists();
    assertThat(folder.resolve("new.log")).exists();
  }

  private long names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
