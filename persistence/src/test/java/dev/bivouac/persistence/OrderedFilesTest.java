package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chunk is whole for H2 only if every byte of it is there. */
class OrderedFilesTest {
  private static final int CHUNK = 3 * 4096;
  private static final int FOOTER = 128;
  private static final int AT = 2 * 4096;
  private static final String TEXT = "chunk:a,len:3,version:a,fletcher:2a7c55d1";

  @TempDir private Path folder;

  @BeforeEach
  void register() {
    OrderedFiles.register();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private FileChannel open() throws IOException {
    return FilePath.get(OrderedFiles.PREFIX + data()).open("rw");
  }

  private static byte[] chunk() {
    var chunk = new byte[CHUNK];
    Arrays.fill(chunk, (byte) 'x');
    Arrays.fill(chunk, CHUNK - FOOTER, CHUNK - 1, (byte) ' ');
    chunk[CHUNK - 1] = '\n';
    byte[] text = TEXT.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, chunk, CHUNK - FOOTER, text.length);
    return chunk;
  }

  private byte[] footer() throws IOException {
    try (FileChannel file = open()) {
      ByteBuffer footer = ByteBuffer.allocate(FOOTER);
      assertThat(file.read(footer, AT + CHUNK - FOOTER)).isEqualTo(FOOTER);
      return footer.array();
    }
  }

  private void write() throws IOException {
    try (FileChannel file = open()) {
      assertThat(file.write(ByteBuffer.wrap(chunk()), AT)).isEqualTo(CHUNK);
    }
  }

  @Test
  void showsTheFooterOfAWholeChunkAsH2ReadsIt() throws IOException {
    write();

    byte[] footer = footer();
    int end = footer.length;
    while (footer[end - 1] <= ' ') {
      end--;
    }
    assertThat(new String(footer, 0, end, StandardCharsets.ISO_8859_1)).isEqualTo(TEXT);
  }

  @ParameterizedTest(name = "byte {0} is another one")
  @ValueSource(ints = {0, 100, 4096, 8191, CHUNK - FOOTER - 1, CHUNK - 6})
  void hidesAChunkOfWhichAByteIsMissing(int at) throws IOException {
    write();
    try (FileChannel file = FileChannel.open(data(), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {0}), AT + at);
    }

    assertThat(footer()).containsOnly(0);
  }

  @Test
  void hidesAChunkWhoseBeginningWouldBeBeforeTheFile() throws IOException {
    write();
    byte[] bytes = Files.readAllBytes(data());
    Files.write(data(), Arrays.copyOfRange(bytes, AT + 2 * 4096, AT + CHUNK));

    try (FileChannel file = open()) {
      ByteBuffer footer = ByteBuffer.allocate(FOOTER);
      assertThat(file.read(footer, 4096 - FOOTER)).isEqualTo(FOOTER);
      assertThat(footer.array()).containsOnly(0);
    }
  }

  @Test
  void leavesAChunkWithoutASealToH2() throws IOException {
    Files.write(data(), new byte[AT]);
    Files.write(data(), chunk(), StandardOpenOption.APPEND);

    assertThat(footer()).isEqualTo(Arrays.copyOfRange(chunk(), CHUNK - FOOTER, CHUNK));
  }
}
