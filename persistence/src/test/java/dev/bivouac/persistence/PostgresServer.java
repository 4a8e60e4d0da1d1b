package dev.bivouac.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.tukaani.xz.XZInputStream;

/**
 * The server that this process tests against, started when it is first wanted and ended with the
 * process. {@code TEST_PG_URL} names one that runs already, {@code TEST_PG_BIN} the programs of one
 * to be started in place of those from the repository. PostgreSQL refuses to be root: there it is
 * nobody.
 */
final class PostgresServer {
  private static final String PROGRAMS = "/postgres-linux-x86_64.txz";
  private static final long NOBODY = 65_534;
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static Optional<PostgresServer> shared = Optional.empty();

  private final String url;
  private final Optional<Path> folder;
  private final Path programs;

  private PostgresServer(String url, Optional<Path> folder, Path programs) {
    this.url = url;
    this.folder = folder;
    this.programs = programs;
  }

  /** The server; a test that wants it where there is none is skipped. */
  static synchronized PostgresServer shared() {
    if (shared.isEmpty()) {
      try {
        shared = Optional.of(find());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return shared.get();
  }

  private static PostgresServer find() throws IOException, InterruptedException {
    String given = System.getenv("TEST_PG_URL");
    if (given != null) {
      return new PostgresServer(given, Optional.empty(), Path.of(""));
    }
    String installed = System.getenv("TEST_PG_BIN");
    boolean fits =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    Assumptions.assumeTrue(
        installed != null || fits, "TEST_PG_URL or TEST_PG_BIN must name a PostgreSQL here");
    Path folder = Files.createTempDirectory("bivouac-postgres-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path programs = installed == null ? unpacked(folder).resolve("bin") : Path.of(installed);
    int port = freePort();
    var server =
        new PostgresServer(
            "jdbc:postgresql://127.0.0.1:%d/postgres?user=test".formatted(port),
            Optional.of(folder),
            programs);
    Runtime.getRuntime().addShutdownHook(new Thread(server::end));
    server.start(port);
    return server;
  }

  private static Path unpacked(Path folder) throws IOException, InterruptedException {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    Process tar =
        new ProcessBuilder("tar", "-x", "-C", programs.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream packed = PostgresServer.class.getResourceAsStream(PROGRAMS);
        InputStream plain = new XZInputStream(packed);
        OutputStream to = tar.getOutputStream()) {
      plain.transferTo(to);
    }
    if (tar.waitFor() != 0) {
      throw new IOException("tar ended with " + tar.exitValue());
    }
    return programs;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void start(int port) throws IOException, InterruptedException {
    Path data = Files.createDirectory(data());
    if (isRoot()) {
      Files.setAttribute(data, "unix:uid", (int) NOBODY);
    }
    run(
        "initdb",
        "-D",
        data.toString(),
        "-U",
        "test",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync");
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        host all guarded 127.0.0.1/32 scram-sha-256
        host all all 127.0.0.1/32 trust
        """);
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        """
        port = %d
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 200
        fsync = off
        synchronous_commit = off
        """
            .formatted(port));
    control("start");
  }

  private Path data() {
    return folder.orElseThrow().resolve("data");
  }

  /** Skips a test that a server of somebody else's is not made for. */
  PostgresServer ofOurOwn() {
    Assumptions.assumeTrue(folder.isPresent(), "this needs a server of our own");
    return this;
  }

  /** Ends it without any goodbye, and starts it again. */
  void restart() throws IOException, InterruptedException {
    control("restart", "-m", "immediate");
  }

  private void control(String verb, String... more) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(verb, "-w", "-D", data().toString()));
    words.addAll(List.of(more));
    if (!verb.equals("stop")) {
      words.addAll(List.of("-l", data().resolve("log").toString()));
    }
    run("pg_ctl", words.toArray(String[]::new));
  }

  private void run(String program, String... words) throws IOException, InterruptedException {
    var line = new ArrayList<String>();
    if (isRoot()) {
      line.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    line.add(programs.resolve(program).toString());
    line.addAll(List.of(words));
    // Into a file: the server keeps what it inherits open.
    Path said = folder.orElseThrow().resolve("said");
    Process process =
        new ProcessBuilder(line)
            .directory(folder.orElseThrow().toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(program + " failed: " + Files.readString(said));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void end() {
    try {
      control("stop", "-m", "immediate");
      try (Stream<Path> all = Files.walk(folder.orElseThrow())) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The address of a store without tables, which no other test uses. */
  String newStore() {
    String schema = "s%d_%d".formatted(ProcessHandle.current().pid(), SCHEMAS.incrementAndGet());
    execute(url, "CREATE SCHEMA " + schema);
    if (folder.isEmpty()) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> execute(url, "DROP SCHEMA %s CASCADE".formatted(schema))));
    }
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
  }

  /** Does something that the store itself would not. */
  static void execute(String address, String sql) {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a statement answers. */
  static Optional<String> ask(String address, String sql) {
    try (Connection connection = connect(address)) {
      return Sql.first(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(String address) throws SQLException {
    return new PostgresSource(PostgresAddress.of(address, Map.of())).getConnection();
  }

  /** Opens a store that gives up soon. */
  static PostgresStore open(String address) {
    return open(address, Clock.systemUTC(), Duration.ofSeconds(30));
  }

  static PostgresStore open(String address, Clock clock, Duration patience) {
    PostgresAddress parsed = PostgresAddress.of(address, Map.of());
    return PostgresStore.open(parsed, new PostgresSource(parsed), clock, patience);
  }
}
