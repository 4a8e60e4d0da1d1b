package dev.bivouac.cli;

import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.model.Fault;
import dev.bivouac.rehearsal.model.FaultPlan;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model that takes its time and a web that does, on this machine. As a program it prints what to
 * type in another terminal and stays until Enter is pressed, so that the live view can be looked
 * at:
 *
 * <pre>
 * java -cp "agent-runtime/cli/target/program/lib/*:agent-runtime/cli/target/test-classes" dev.bivouac.cli.SlowHost 8
 * </pre>
 */
final class SlowHost implements AutoCloseable {
  private final Rehearsal rehearsal;
  private final SmallWeb web = new SmallWeb();

  SlowHost(Duration pace, FaultPlan faults) throws IOException {
    rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC())
                .models("kimi-k2-thinking")
                .pace(pace)
                .faults(faults));
  }

  /** What the program must find in its environment. */
  Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    environment.put("BIVOUAC_API_KEY", "a-key-for-tests");
    environment.put("SEARXNG_URL", web.url().toString());
    return environment;
  }

  /** The options that lead the program here. */
  List<String> options() {
    return List.of(
        "--provider",
        "custom",
        "--base-url",
        rehearsal.modelBaseUrl().toString(),
        "--allow-private",
        web.hostAndPort());
  }

  /**
   * A goal whose first step fetches these pages side by side: {@code slow/30/1}, {@code page/2}.
   */
  String fetching(String... pages) {
    return "Rehearsal call: "
        + String.join(
            " && ",
            List.of(pages).stream()
                .map(page -> "fetch_article {\"url\":\"%s/%s\"}".formatted(web.url(), page))
                .toList());
  }

  @Override
  public void close() {
    web.close();
    rehearsal.close();
  }

  /** Prints the commands to try; the first argument is the seconds that each answer takes. */
  public static void main(String[] arguments) throws IOException {
    long seconds = arguments.length == 0 ? 8 : Long.parseLong(arguments[0]);
    FaultPlan faults =
        FaultPlan.inOrder(Fault.NONE, Fault.RATE_LIMITED, Fault.NONE, Fault.CUT_IN_REASONING);
    try (var host = new SlowHost(Duration.ofSeconds(seconds), faults)) {
      host.environment().forEach((name, value) -> System.out.printf("export %s=%s%n", name, value));
      String options = String.join(" ", host.options());
      System.out.println("./bivouac run daily-news-report --topic tides --articles 9 " + options);
      System.out.printf(
          "./bivouac ask '%s' %s%n", host.fetching("slow/5/1", "slow/30/2", "page/3"), options);
      var unused = System.in.read();
    }
  }
}
