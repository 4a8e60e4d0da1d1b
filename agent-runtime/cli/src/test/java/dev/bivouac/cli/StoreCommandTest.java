package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking after a store: what it holds, whether it is whole, copies, export, removal. */
class StoreCommandTest {
  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void aFinishedRunAndAPausedOne() {
    shell = new Shell(folder);
    assertThat(ask("What is new in energy?", "done")).as(shell.err()).isZero();
    assertThat(ask("What is new in health? password=hunter22", "waits", "--max-steps", "1"))
        .isEqualTo(3);
  }

  private int ask(String goal, String key, String... more) {
    var words = new ArrayList<>(List.of("ask", goal, "--offline", "--quiet"));
    words.addAll(List.of("--key", key));
    words.addAll(List.of(more));
    return shell.bivouac(words.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(shell.out());
  }

  @Test
  void tellsWhatIsThere() throws IOException {
    assertThat(shell.bivouac("store", "info")).isZero();
    assertThat(shell.out())
        .contains(
            "runs-0001.mv.db", "2: 1 completed, 1 paused", folder.resolve("store").toString());

    assertThat(shell.bivouac("store", "info", "--json")).isZero();
    assertThat(json().path("runs").asInt()).isEqualTo(2);
    assertThat(json().path("byStatus").path("paused").asInt()).isEqualTo(1);
    assertThat(json().path("files").path(0).path("bytes").asLong()).isPositive();
  }

  @Test
  void findsWhatIsNotWhole() throws IOException, SQLException {
    assertThat(shell.bivouac("store", "verify")).isZero();
    assertThat(shell.out()).contains("2 runs checked, all whole.");

    String url = "jdbc:h2:" + folder.resolve("store/runs-0001");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE run SET status = 'FAILED' WHERE run_key = 'waits'");
    }

    assertThat(shell.bivouac("store", "verify")).isEqualTo(1);
    assertThat(shell.out()).contains("2 runs checked, 1 not whole").contains("than its entries");
    assertThat(shell.bivouac("store", "verify", "--json")).isEqualTo(1);
    assertThat(json().path("damaged")).hasSize(1);
  }

  @Test
  void copiesEverythingToAStoreThatGoesOn() {
    String copy = folder.resolve("copy").toString();
    assertThat(shell.bivouac("store", "backup", copy)).as(shell.err()).isZero();
    assertThat(shell.err()).contains("Copied 2 runs");
    assertThat(shell.bivouac("store", "backup", copy)).isEqualTo(1);
    assertThat(shell.err()).contains("is not empty");

    assertThat(shell.bivouac("store", "verify", "--store", copy)).isZero();
    assertThat(shell.bivouac("resume", "waits", "--max-steps", "50", "--store", copy))
        .as(shell.err())
        .isZero();
    shell.bivouac("ls", "--status", "paused", "--json");
    assertThat(shell.out()).contains("\"waits\"");
  }

  @Test
  void exportsARunWithoutWhatLooksLikeASecret() throws IOException {
    assertThat(shell.bivouac("export", "waits")).isZero();

    assertThat(shell.out()).doesNotContain("hunter22").contains("password=[redacted]");
    assertThat(shell.err()).contains("that look like secrets");
    int number = 0;
    for (String line : shell.out().lines().toList()) {
      number++;
      assertThat(new ObjectMapper().readTree(line).path("number").asInt()).isEqualTo(number);
    }
    assertThat(number).isGreaterThan(3);
    assertThat(shell.bivouac("export", "waits", "--json")).isZero();
    assertThat(json()).hasSize(number);
    assertThat(shell.out()).doesNotContain("hunter22");
  }

  @Test
  void removesWhatIsOverAndKeepsWhatCanGoOn() throws IOException {
    assertThat(shell.bivouac("rm", "done", "waits")).isEqualTo(2);
    assertThat(shell.err()).contains("is paused and can be resumed", "rm --force");
    shell.bivouac("ls", "--json");
    assertThat(json()).hasSize(2);
    Path logs = folder.resolve("store/logs");
    try (var files = Files.list(logs)) {
      assertThat(files).hasSize(2);
    }

    assertThat(shell.bivouac("rm", "done")).isZero();
    assertThat(shell.err()).contains("Removed 1 run.");
    try (var files = Files.list(logs)) {
      assertThat(files).hasSize(1);
    }
    assertThat(shell.bivouac("show", "done")).isEqualTo(2);
    assertThat(shell.bivouac("rm", "waits", "--force")).isZero();
    shell.bivouac("ls", "--json");
    assertThat(json()).isEmpty();
    assertThat(shell.bivouac("store", "verify")).isZero();
  }

  @Test
  void removesWhatIsOldAndOver() throws IOException {
    assertThat(shell.bivouac("rm", "--keep", "90d")).isZero();
    assertThat(shell.err()).contains("Removed 0 runs.");

    assertThat(shell.bivouac("rm", "--keep", "0s", "--dry-run")).isZero();
    assertThat(shell.err()).contains("Would remove 1 run.");
    assertThat(shell.bivouac("rm", "--keep", "0s", "--json")).isZero();
    assertThat(json().path(0).path("key").asText()).isEqualTo("done");
    shell.bivouac("ls", "--json");
    assertThat(json()).hasSize(1);
    assertThat(json().path(0).path("key").asText()).isEqualTo("waits");
    assertThat(shell.bivouac("rm")).isEqualTo(2);
    assertThat(shell.bivouac("rm", "waits", "--keep", "90d")).isEqualTo(2);
  }

  @Test
  void aResumeResetsNoLimitAndRaisesTheOneThatIsNamed() throws IOException {
    assertThat(shell.bivouac("resume", "waits", "--json")).isEqualTo(3);
    assertThat(json().path("steps").asInt()).isEqualTo(1);

    assertThat(shell.bivouac("resume", "waits", "--max-steps", "400", "--json"))
        .as(shell.err())
        .isZero();
    assertThat(json().path("steps").asInt()).isGreaterThan(1);
    assertThat(shell.bivouac("export", "waits")).isZero();
    assertThat(shell.out()).contains("\"maxSteps\":400");
  }
}
