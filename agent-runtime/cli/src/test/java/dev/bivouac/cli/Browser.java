package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Headless Chromium, if this machine has it. {@code BIVOUAC_BROWSER_TESTS=required} makes its
 * absence an error; {@code BIVOUAC_BROWSER} names the program.
 */
final class Browser {
  private final Path program;
  private final Path folder;

  private Browser(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * The browser, or the end of the test.
   *
   * @param folder an empty one, where it keeps what it keeps
   */
  static Browser orSkip(Path folder) {
    Optional<Path> program = program();
    if (program.isEmpty() && "required".equals(System.getenv("BIVOUAC_BROWSER_TESTS"))) {
      throw new AssertionError(
          "There is no Chromium here. Install it, or name it in BIVOUAC_BROWSER.");
    }
    assumeTrue(program.isPresent(), "no Chromium on this machine");
    return new Browser(program.orElseThrow(), folder);
  }

  /** The document as it is after everything in it was loaded and run. */
  String dom(Path page) throws IOException, InterruptedException {
    Path user = Files.createTempDirectory(folder, "user");
    Path out = folder.resolve("dom.html");
    var command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + user,
                "--virtual-time-budget=2000",
                "--dump-dom",
                page.toUri().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("the browser hangs; its log is in " + folder);
    }
    assertThat(process.exitValue()).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private static Optional<Path> program() {
    String named = System.getenv("BIVOUAC_BROWSER");
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    String path = System.getenv("PATH") == null ? "" : System.getenv("PATH");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .flatMap(entry ->
            Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .map(name -> Path.of(entry, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
