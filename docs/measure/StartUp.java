import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long an up-to-date program takes from its start to its first model request. From the project's
 * folder: {@code java docs/measure/StartUp.java [rounds [terminal]]}; the first round is not counted.
 * With the word {@code terminal} it runs in one, which {@code script} makes, and shows the live view.
 */
final class StartUp {
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length == 0 ? 11 : Integer.parseInt(arguments[0]);
    boolean terminal = arguments.length > 1 && arguments[1].equals("terminal");
    var asked = new SynchronousQueue<Long>();
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/search", exchange -> {
      byte[] none = "{\"results\":[]}".getBytes(StandardCharsets.UTF_8);
      try (exchange) {
        exchange.sendResponseHeaders(200, none.length);
        exchange.getResponseBody().write(none);
      }
    });
    server.createContext("/v1/chat/completions", exchange -> {
      asked.offer(System.nanoTime());
      exchange.close();
    });
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    Path store = Files.createTempDirectory("start-up");
    var millis = new long[rounds];
    for (int i = -1; i < rounds; i++) {
      long started = System.nanoTime();
      Process program = start(address, store, terminal);
      Long request = asked.poll(60, TimeUnit.SECONDS);
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly().waitFor();
      if (request == null) {
        throw new IllegalStateException("no model request within a minute; try the command by hand");
      }
      if (i >= 0) {
        millis[i] = (request - started) / 1_000_000;
      }
    }
    server.stop(0);
    Arrays.sort(millis);
    System.out.printf(
        "start to first model request, %d rounds: min %d ms, median %d ms, max %d ms%n",
        rounds, millis[0], millis[rounds / 2], millis[rounds - 1]);
  }

  private static Process start(String address, Path store, boolean terminal) throws IOException {
    List<String> command = List.of(
        "./bivouac", "run", "daily-news-report", "--provider", "custom", "--base-url", address + "/v1",
        "--store", store.toString(), "--out", store.toString());
    var builder = new ProcessBuilder(
        terminal ? List.of("script", "-qfec", String.join(" ", command), "/dev/null") : command);
    builder.environment().put("BIVOUAC_API_KEY", "none");
    builder.environment().put("SEARXNG_URL", address);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(new File("/dev/null"))
        .start();
  }
}
