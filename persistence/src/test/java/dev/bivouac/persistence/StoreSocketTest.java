package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunControl;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.persistence.socket.OwnerSocket;
import dev.bivouac.persistence.socket.Watched;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The socket beside a file that this process holds, asked as another process would. */
@Timeout(120)
class StoreSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ModelFailure FAILURE =
      new ModelFailure(ModelFailure.Kind.SERVER, "It broke.", Optional.of(Duration.ofSeconds(2)));

  @TempDir private Path folder;

  private final Random random = new Random(3);
  private final AtWork control = new AtWork();
  private H2Store store;

  /** Drives what it is told that it drives. */
  private static final class AtWork implements RunControl {
    private final Set<RunId> driven = ConcurrentHashMap.newKeySet();
    private final List<String> cancelled = new ArrayList<>();

    @Override
    public boolean isAtWork(RunId run) {
      return driven.contains(run);
    }

    @Override
    public boolean stop(RunId run) {
      return driven.remove(run);
    }

    @Override
    public void cancel(RunId run, String reason) {
      cancelled.add(run + " " + reason);
    }
  }

  @BeforeEach
  void open() {
    store = H2Store.open(folder, Clock.systemUTC());
    store.drivenBy(control);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void tellsWhichRunsThereAreAndWhatIsInThem() throws IOException {
    Lease lease = begin(Optional.of("daily"));
    say(lease, 1);
    RunState state = RunState.replay(store.read(lease.run()));
    store.append(lease, Batch.after(state, List.of(JournalContract.said(2, "so"))));
    OwnerSocket owner = owner();

    RunHead head = owner.find(lease.run()).orElseThrow();

    assertThat(owner.heads(10)).containsExactly(head);
    assertThat(owner.findByKey("daily")).contains(head);
    assertThat(owner.findByKey("weekly")).isEmpty();
    assertThat(head.position()).isEqualTo(store.find(lease.run()).orElseThrow().position());
    assertThat(head.position().used()).contains(new Usage(2000, 1800, 100, Optional.empty()));
    assertThat(head.spec()).isEqualTo(store.find(lease.run()).orElseThrow().spec());
    assertThat(head.holder().orElseThrow().process())
        .startsWith("process " + ProcessHandle.current().pid());
    assertThat(head.atWork()).isTrue();
    assertThat(owner.entries(lease.run(), 1)).contains(store.read(lease.run()));
    assertThat(owner.entries(lease.run(), 3)).contains(store.read(lease.run()).subList(2, 3));
    assertThat(owner.entries(RunId.random(random), 1)).isEmpty();
    assertThat(owner.find(RunId.random(random))).isEmpty();
  }

  @Test
  void isOpenToItsUserOnlyAndGoesWithTheFile() throws IOException {
    begin(Optional.empty());
    Path socket = owner().path();

    assertThat(socket).isEqualTo(folder.toRealPath().resolve("runs-0001.sock"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");

    store.close();

    assertThat(socket).doesNotExist();
  }

  @Test
  void stopsAndCancels() throws IOException {
    Lease lease = begin(Optional.empty());
    OwnerSocket owner = owner();

    assertThat(owner.cancel(lease.run(), "Enough.")).contains(true);
    assertThat(owner.stop(lease.run())).contains(true);
    assertThat(owner.stop(lease.run())).contains(false);
    assertThat(owner.find(lease.run()).orElseThrow().interrupted()).isTrue();
    assertThat(owner.stop(RunId.random(random))).isEmpty();
    assertThat(owner.cancel(RunId.random(random), "Enough.")).isEmpty();
    assertThat(control.cancelled).containsExactly(lease.run() + " Enough.");
  }

  @Test
  void passesOnEntriesAndWhatIsSaidBetweenThem()
      throws IOException, InterruptedException, ExecutionException {
    Lease lease = begin(Optional.empty());
    store.listener().thinking(lease.run(), "Before anybody came. ");
    var heard = new Heard();
    Future<Watched.End> watching = heard.watch(owner(), lease.run(), 1);
    heard.await("thinking Before anybody came. ");

    store.listener().thinking(lease.run(), "Hm.");
    heard.await("thinking Hm.");
    store.listener().attemptDiscarded(lease.run(), FAILURE);
    store.listener().waiting(lease.run(), Duration.ofSeconds(3), FAILURE);
    heard.await("waiting PT3S " + FAILURE);
    store.listener().text(lease.run(), "It is so.");
    heard.await("text It is so.");
    say(lease, 2);
    heard.await("entry 3");
    control.driven.remove(lease.run());

    assertThat(watching.get()).isEqualTo(Watched.End.RESTING);
    assertThat(heard.lines())
        .containsExactly(
            "entry 1",
            "thinking Before anybody came. ",
            "thinking Hm.",
            "discarded " + FAILURE,
            "waiting PT3S " + FAILURE,
            "text It is so.",
            "entry 2",
            "entry 3");
  }

  @Test
  void letsASlowWatcherBlockNobodyAndLoseNoEntry()
      throws IOException, InterruptedException, ExecutionException {
    Lease lease = begin(Optional.empty());
    try (Watched slow = owner().watch(lease.run(), 1)) {
      // Nobody takes anything off: the socket fills, then the queue.
      for (int step = 1; step <= 400; step++) {
        store.append(lease, step + 1, List.of(JournalContract.said(step, "x".repeat(5_000))));
        store.listener().text(lease.run(), "y".repeat(5_000));
      }
      control.driven.remove(lease.run());
      var numbers = new ArrayList<Integer>();

      Watched.End end =
          slow.receive(lease.run(), entry -> numbers.add(entry.number()), RunListener.NONE);

      assertThat(end).isEqualTo(Watched.End.RESTING);
      assertThat(numbers).hasSize(401).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void endsTheWatchingWhenTheFileIsLetGoOf()
      throws IOException, InterruptedException, ExecutionException {
    Lease lease = begin(Optional.empty());
    var heard = new Heard();
    Future<Watched.End> watching = heard.watch(owner(), lease.run(), 1);
    heard.await("entry 1");
    say(lease, 1);

    store.close();

    assertThat(watching.get()).isEqualTo(Watched.End.RESTING);
    assertThat(heard.lines()).containsExactly("entry 1", "entry 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "GET / HTTP/1.1\r\n\r\n",
        "{\"protocol\":1,\"program\":\"x\",\"ask\":\"dance\"}\n",
        "{\"protocol\":1,\"program\":\"x\",\"ask\":\"find\",\"run\":\"../../etc\"}\n",
        "{\"protocol\":1,\"program\":\"x\",\"ask\":\"watch\"}\n",
        "{\"protocol\":2,\"program\":\"x\",\"ask\":\"heads\"}\n",
        "[[[[\n",
        "null\n",
        "\u0000\u0001\u0002\n"
      })
  void outlivesWhatItCannotRead(String garbage) throws IOException {
    Lease lease = begin(Optional.empty());
    OwnerSocket owner = owner();

    String answer = answerTo(owner.path(), garbage.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.lines()).hasSize(1);
    assertThat(answer).contains("\"protocol\":1");
    assertThat(owner.find(lease.run())).isPresent();
  }

  @Test
  void cutsALineWithoutEnd() throws IOException {
    Lease lease = begin(Optional.empty());
    OwnerSocket owner = owner();

    String answer = answerTo(owner.path(), "x".repeat(500_000).getBytes(StandardCharsets.UTF_8));

    assertThat(answer.lines()).hasSizeLessThanOrEqualTo(1);
    assertThat(owner.find(lease.run())).isPresent();
  }

  @Test
  void takesSoManyConnectionsAndNoMore() throws IOException {
    Lease lease = begin(Optional.empty());
    OwnerSocket owner = owner();
    var idle = new ArrayList<SocketChannel>();
    try {
      for (int i = 0; i < 40; i++) {
        idle.add(SocketChannel.open(UnixDomainSocketAddress.of(owner.path())));
      }
      assertThatThrownBy(() -> owner.find(lease.run())).isInstanceOf(IOException.class);
    } finally {
      for (SocketChannel channel : idle) {
        channel.close();
      }
    }

    assertThat(Uninterrupted.within(PATIENCE, () -> found(owner, lease.run()))).isPresent();
  }

  @Test
  void listensElsewhereWhereThePathIsTooLong() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("d".repeat(60)).resolve("e".repeat(60)));
    Path socket;
    try (H2Store far = H2Store.open(deep, Clock.systemUTC())) {
      Lease lease =
          far.create(RunId.random(random), Optional.empty(), JournalContract.started("far"));
      var file = new StoreFile(deep.toRealPath(), 1, "async:");
      socket = Uninterrupted.within(PATIENCE, () -> FileOwner.socket(file)).orElseThrow();

      assertThat(socket).startsWith(Path.of(System.getProperty("java.io.tmpdir")));
      assertThat(new OwnerSocket(socket, "test").find(lease.run())).isPresent();
      assertThat(file.socket()).doesNotExist();
    }
    assertThat(socket.resolveSibling(".")).doesNotExist();
  }

  private Lease begin(Optional<String> key) {
    RunId id = RunId.random(random);
    control.driven.add(id);
    return store.create(id, key, JournalContract.started("news"));
  }

  private void say(Lease lease, int steps) {
    for (int step = 1; step <= steps; step++) {
      store.append(lease, step + 1, List.of(JournalContract.said(step, "so")));
    }
  }

  /** Its socket, once it is there: it is made beside the run's first steps. */
  private OwnerSocket owner() throws IOException {
    var file = new StoreFile(folder.toRealPath(), 1, "async:");
    Optional<OwnerSocket> answering =
        Uninterrupted.within(
            PATIENCE,
            () ->
                FileOwner.socket(file)
                    .map(path -> new OwnerSocket(path, "test"))
                    .filter(owner -> found(owner, RunId.random(random)).isPresent()));
    return answering.orElseThrow();
  }

  /** Empty while nobody answers. */
  private static Optional<Boolean> found(OwnerSocket owner, RunId run) {
    try {
      return Optional.of(owner.find(run).isPresent());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String answerTo(Path socket, byte[] sent) throws IOException {
    var answer = new StringBuilder();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      try {
        ByteBuffer bytes = ByteBuffer.wrap(sent);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.shutdownOutput();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (channel.read(buffer.clear()) >= 0) {
          answer.append(StandardCharsets.UTF_8.decode(buffer.flip()));
        }
      } catch (IOException e) {
        // Cut in the middle of what was sent.
      }
    }
    return answer.toString();
  }

  /** What somebody who watches hears. */
  private static final class Heard implements RunListener {
    private final List<String> lines = new ArrayList<>();

    Future<Watched.End> watch(OwnerSocket owner, RunId run, int from) {
      return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())
          .submit(() -> {
            try (Watched watched = owner.watch(run, from)) {
              return watched.receive(run, this::written, this);
            }
          });
    }

    void await(String line) {
      assertThat(Uninterrupted.within(PATIENCE, () -> Optional.of(line).filter(lines()::contains)))
          .as(() -> lines().toString())
          .isPresent();
    }

    synchronized List<String> lines() {
      return List.copyOf(lines);
    }

    private synchronized void add(String line) {
      lines.add(line);
    }

    private void written(Entry entry) {
      add("entry " + entry.number());
    }

    @Override
    public void thinking(RunId run, String piece) {
      add("thinking " + piece);
    }

    @Override
    public void text(RunId run, String piece) {
      add("text " + piece);
    }

    @Override
    public void attemptDiscarded(RunId run, ModelFailure failure) {
      add("discarded " + failure);
    }

    @Override
    public void waiting(RunId run, Duration wait, ModelFailure failure) {
      add("waiting " + wait + " " + failure);
    }
  }
}
