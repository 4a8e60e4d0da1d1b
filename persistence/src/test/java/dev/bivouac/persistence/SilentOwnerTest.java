package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.RunHead;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that another process holds which cannot be asked: stopped, killed, or another version. */
@Timeout(120)
class SilentOwnerTest {
  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  private H2Store open() {
    return H2Store.open(folder, Clock.systemUTC(), "test", notes::add);
  }

  @Test
  void asksALivingOwnerAndCopiesNothing() throws IOException, InterruptedException {
    try (Child child = Child.start("hold", folder);
        H2Store store = open()) {
      RunId held = run(child);

      assertThat(store.find(held).orElseThrow().holder().orElseThrow().process())
          .startsWith("process " + child.pid());
      assertThat(store.list()).hasSize(1);
      assertThat(store.read(held)).hasSize(1);
      assertThat(store.findByKey("none")).isEmpty();
      assertThat(notes).isEmpty();
    }
  }

  @Test
  void readsACopyOfAStoppedOwnersFileAndSaysSoOnce() throws IOException, InterruptedException {
    try (Child child = Child.start("hold", folder);
        H2Store store = open()) {
      RunId held = run(child);
      signal(child, "STOP");
      try {
        assertThat(store.list()).extracting(RunHead::id).containsExactly(held);
        assertThat(store.read(held)).hasSize(1);
        assertThat(notes)
            .singleElement()
            .asString()
            .startsWith("Process %d on ".formatted(child.pid()))
            .endsWith(" does not answer, so this was read from a copy made just now.");
        assertThatThrownBy(() -> store.owners().stop(held))
            .isInstanceOf(OwnerSilentException.class)
            .hasMessageContaining("kill -CONT " + child.pid());
      } finally {
        signal(child, "CONT");
      }
    }
  }

  @Test
  void takesOverTheFileOfAKilledOwnerWithItsSocket() throws IOException, InterruptedException {
    try (Child child = Child.start("hold", folder);
        H2Store store = open()) {
      RunId held = run(child);
      child.kill();
      assertThat(folder.resolve("runs-0001.sock")).exists();

      assertThat(store.find(held).orElseThrow().interrupted()).isTrue();
      assertThat(notes).isEmpty();
      assertThat(store.takeOver(held).epoch()).isEqualTo(2);
    }
    assertThat(folder.resolve("runs-0001.sock")).doesNotExist();
  }

  @Test
  void readsACopyWhereTheOwnerIsOfAnotherVersion() throws IOException, InterruptedException {
    try (Child child = Child.start("hold", folder)) {
      RunId held = run(child);
      Path socket = folder.resolve("runs-0001.sock");
      Files.delete(socket);
      try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
          H2Store store = open()) {
        other.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> greet(other));

        assertThat(store.read(held)).hasSize(1);
        assertThat(store.find(held).orElseThrow().atWork()).isTrue();

        assertThat(notes)
            .singleElement()
            .asString()
            .contains("is bivouac 99, which does not speak with this version", "from a copy");
      }
    }
  }

  private static void greet(ServerSocketChannel other) {
    try {
      while (true) {
        try (SocketChannel connection = other.accept()) {
          connection.write(
              ByteBuffer.wrap(
                  "{\"protocol\":99,\"program\":\"bivouac 99\",\"new\":[]}\n"
                      .getBytes(StandardCharsets.UTF_8)));
        }
      }
    } catch (ClosedChannelException e) {
      // The test is over.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The child's run, once its socket is there too. */
  private RunId run(Child child) {
    var run = new RunId(child.line().orElseThrow());
    assertThat(
            Uninterrupted.within(
                Duration.ofSeconds(30),
                () -> Optional.of(folder.resolve("runs-0001.sock")).filter(Files::exists)))
        .isPresent();
    return run;
  }

  private static void signal(Child child, String name) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(child.pid())).start().waitFor())
        .isZero();
  }
}
