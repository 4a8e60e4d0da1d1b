package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.cli.extension.Jars;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.model.Fault;
import dev.bivouac.rehearsal.model.FaultPlan;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools and workflows from a jar, as a user meets them. */
class OwnToolsTest {
  @TempDir private static Path built;
  private static Path jar;

  @TempDir private Path folder;
  private Shell shell;

  @BeforeAll
  static void buildTheJar() {
    jar = Jars.ofBoth(built, "own");
  }

  @BeforeEach
  void aUser() {
    shell = new Shell(folder);
  }

  @Test
  void runsAWorkflowOfOnesOwnWithItsParametersAsFlags() throws IOException {
    assertThat(run("own-notes", "--subject", "tides")).as(shell.err()).isZero();

    assertThat(folder.resolve("out/own-notes.md")).isRegularFile();
    assertThat(shell.err()).contains("own-notes with rehearsal/rules");
    bivouac("ls", "--json");
    JsonNode run = new ObjectMapper().readTree(shell.out()).path(0);
    assertThat(run.path("parameters").path("subject").asText()).isEqualTo("tides");
  }

  @Test
  void theFlagMayStandBeforeTheWorkflowOrInTheEnvironment() {
    assertThat(
            bivouac(
                "run", "--tools=" + jar, "--subject", "ask", "own-notes", "--offline", "--help"))
        .isZero();
    assertThat(shell.out()).contains("Parameters of own-notes").doesNotContain("--topic");

    shell.set("BIVOUAC_TOOLS", jar + File.pathSeparator);
    assertThat(bivouac("tool", "ls")).isZero();
    assertThat(shell.out()).contains("greet");
  }

  @Test
  void helpShowsTextOfAJarAsItStands() {
    assertThat(bivouac("run", "own-notes", "--tools", jar.toString(), "--help")).isZero();

    assertThat(shell.err()).isEmpty();
    assertThat(shell.out())
        .contains("What they are about, 100% of it. (tides)")
        .contains("100% own $ {sys:user.home} @ |red x|@")
        .contains("-P store=VALUE: A name that the program needs itself.")
        .contains("bivouac run own-notes --subject VALUE");
  }

  @Test
  void offersToolsOfOnesOwnToTheModel() {
    int code =
        bivouac(
            "ask",
            "Greet.\nRehearsal call: greet {\"name\":\"Ada\"}",
            "--offline",
            "--tools",
            jar.toString());

    assertThat(code).as(shell.err()).isZero();
    assertThat(shell.out()).contains("greet: Hello Ada!");
  }

  @Test
  void resumesWithoutTheFlagAndSaysWhereToNameAJarThatHasMoved() throws IOException {
    Path moving = Files.copy(jar, folder.resolve("moving.jar"));
    assertThat(paused(moving)).as(shell.err()).isEqualTo(3);
    Path moved = Files.move(moving, folder.resolve("moved.jar"));

    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()))) {
      reach(rehearsal);
      assertThat(bivouac("resume")).isEqualTo(2);
      assertThat(shell.err())
          .contains("moving.jar")
          .contains("is not there now")
          .contains("--tools");

      var unused = Files.move(moved, moving);
      assertThat(bivouac("resume")).as(shell.err()).isZero();
    }
    Path file = folder.resolve("out/own-notes.md");
    assertThat(file).isRegularFile();

    Files.delete(file);
    assertThat(bivouac("resume", "last")).as(shell.err()).isZero();
    assertThat(file).isRegularFile();
  }

  @Test
  void resumesWithAJarFromElsewhere() throws IOException {
    Path moving = Files.copy(jar, folder.resolve("moving.jar"));
    assertThat(paused(moving)).as(shell.err()).isEqualTo(3);
    Files.delete(moving);

    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()))) {
      reach(rehearsal);
      assertThat(bivouac("resume", "--tools", jar.toString())).as(shell.err()).isZero();
    }
  }

  @Test
  void resumesAfterAChangeOnlyIfItMay() throws IOException {
    Path moving = Files.copy(jar, folder.resolve("moving.jar"));
    assertThat(paused(moving)).as(shell.err()).isEqualTo(3);
    Path changed =
        Jars.in(folder.resolve("changed"))
            .source(Jars.GREETER.replace("Greets somebody.", "Greets a person."))
            .source(Jars.WORKFLOW.replace("How do ", "Why do "))
            .service(Jars.TOOLS, "own.Greeter")
            .service(Jars.WORKFLOWS, "own.Notes")
            .jar(folder.resolve("changed.jar"));

    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()))) {
      reach(rehearsal);
      assertThat(bivouac("resume", "--tools", changed.toString(), "--on-drift", "stop"))
          .isEqualTo(3);
      assertThat(shell.err())
          .contains("was left as it is")
          .contains("from line 1 on ('Why do tides work?' was 'How do tides work?')")
          .contains("Tool greet has changed its description")
          .contains("Go on all the same with: bivouac resume");

      assertThat(bivouac("resume", "--tools", changed.toString())).as(shell.err()).isZero();
      assertThat(shell.err()).contains("Tool greet has changed its description");
    }
  }

  @Test
  void anErrorOfAJarIsASentenceAndNeverAStackTrace() {
    assertThat(run("own-notes", "--subject", "boom")).isEqualTo(2);
    assertThat(shell.err())
        .contains("Workflow own-notes of ")
        .contains("IllegalStateException (went boom)")
        .doesNotContain("\tat ");
    assertThat(bivouac("run", "x", "--tools", folder.resolve("none.jar").toString())).isEqualTo(2);
    assertThat(shell.err()).contains("none.jar");
  }

  @Test
  void refusesAToolThatIsNamedLikeABuiltInOne() {
    Path twin =
        Jars.in(folder.resolve("twin"))
            .source(
                Jars.GREETER.replace("@Tool(\"Greets", "@Tool(name = \"date\", value = \"Greets"))
            .service(Jars.TOOLS, "own.Greeter")
            .classes();

    for (List<String> command : List.of(List.of("ask", "x", "--offline"), List.of("tool", "ls"))) {
      var words = new ArrayList<>(command);
      words.addAll(List.of("--tools", twin.toString()));
      assertThat(bivouac(words.toArray(String[]::new))).isEqualTo(2);
      assertThat(shell.err()).contains("tool 'date'").contains("Bivouac itself");
    }
  }

  @Test
  void aMistypedWorkflowOfAJarIsNearToItsName() {
    assertThat(run("own-note", "--subject", "x")).isEqualTo(2);
    assertThat(shell.err()).contains("Did you mean own-notes?");
    assertThat(run("own-notes", "--subjet", "x")).isEqualTo(2);
    assertThat(shell.err()).contains("Did you mean --subject?");
  }

  private int paused(Path tools) {
    try (var rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC())
                .faults(FaultPlan.at(number -> Fault.QUOTA_EXCEEDED)))) {
      reach(rehearsal);
      return bivouac(
          "run",
          "own-notes",
          "--provider",
          "custom",
          "--tools",
          tools.toString(),
          "--out",
          folder.resolve("out").toString());
    }
  }

  private void reach(Rehearsal rehearsal) {
    shell.set("BIVOUAC_API_KEY", "any");
    shell.set("BIVOUAC_BASE_URL", rehearsal.modelBaseUrl().toString());
    shell.set("SEARXNG_URL", rehearsal.searchUrl().toString());
  }

  private int run(String... words) {
    var all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(words));
    all.addAll(List.of("--offline", "--tools", jar.toString()));
    all.addAll(List.of("--out", folder.resolve("out").toString()));
    return bivouac(all.toArray(String[]::new));
  }

  private int bivouac(String... words) {
    return shell.bivouac(words);
  }
}
