package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.cli.extension.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolCommandTest {
  private static final String ACTING =
      """
      package own;
      import dev.langchain4j.agent.tool.Tool;
      public final class Acting implements dev.bivouac.tool.ToolProvider {
        @Override public java.util.List<Object> tools() { return java.util.List.of(this); }
        @Tool("Orders one.") public String order() { return "ordered"; }
        @Tool("Breaks.") public String breaks() { throw new IllegalStateException("\\u001b[31mred"); }
        @Tool("Links.") public String links() { throw new NoSuchMethodError("gone()"); }
        @Tool("Tells more.") public dev.bivouac.tool.ToolOutput more() {
          return new dev.bivouac.tool.ToolOutput("text", java.util.Map.of("key", "value"));
        }
      }
      """;

  @TempDir private static Path built;
  private static Path jar;
  private static Path acting;

  @TempDir private Path folder;
  private Shell shell;

  @BeforeAll
  static void buildTheJars() {
    jar = Jars.ofBoth(built, "own");
    acting =
        Jars.in(built.resolve("acting")).source(ACTING).service(Jars.TOOLS, "own.Acting").classes();
  }

  @BeforeEach
  void aUser() {
    shell = new Shell(folder);
  }

  @Test
  void listsToolsWithWhereTheyComeFrom() throws IOException {
    assertThat(shell.bivouac("tool", "ls", "--tools", jar.toString())).isZero();
    assertThat(shell.out())
        .containsPattern("date +reads +built-in +The date and time now")
        .containsPattern("greet +reads +own\\.jar +Greets somebody\\.\\n");

    assertThat(shell.bivouac("tool", "ls", "--json")).isZero();
    JsonNode all = new ObjectMapper().readTree(shell.out());
    assertThat(all.findValuesAsText("name")).contains("date", "web_search", "fetch_article");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void showsWhatTheModelIsTold() {
    assertThat(shell.bivouac("tool", "show", "greet", "--tools", jar.toString())).isZero();
    assertThat(shell.out())
        .contains("Greets somebody. Politely.")
        .contains("From: " + jar)
        .contains("it only reads")
        .contains("  name (text, required)\n      whom")
        .contains("times (integer, default 1)")
        .contains("titles (list of text)")
        .contains("\"additionalProperties\" : false")
        .contains("bivouac tool call greet name=... --tools " + jar);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name=Ada | Hello Ada!",
        "name=Ada times=2 | Hello Ada! Hello Ada!",
        "name=Ada titles=Dr titles=Prof | Hello [Dr, Prof] Ada!",
        "name=a=b | Hello a=b!",
        "name=42 | Hello 42!",
      })
  void buildsTheArgumentsByTheirTypes(String words, String said) {
    assertThat(greet(words.split(" ", -1))).as(shell.err()).isZero();
    assertThat(shell.out()).isEqualTo(said + "\n");
    assertThat(shell.err()).isEmpty();
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void takesJsonAndFiles() throws IOException {
    assertThat(greet("{\"name\":\"Ada\"}")).isZero();
    assertThat(shell.out()).isEqualTo("Hello Ada!\n");
    Path file = Files.writeString(folder.resolve("arguments.json"), "{\"name\":\"Bob\"}");
    assertThat(greet("@" + file)).isZero();
    assertThat(shell.out()).isEqualTo("Hello Bob!\n");
    assertThat(greet("name=Ada", "titles=[\"Sir\"]")).isZero();
    assertThat(shell.out()).isEqualTo("Hello [Sir] Ada!\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nam=Ada | Did you mean name?",
        "name=Ada name=Bob | said twice",
        "name=Ada times=many | must be an integer",
        "times=1 | 'name' is missing",
        "Ada | is no argument",
        "{} | 'name' is missing",
        "{\"name\":1} | must be a string",
        "{broken | The argument is no JSON object",
        "[1] | is no argument",
        "@/no/such/file | there is no such file",
      })
  void refusesArgumentsThatDoNotFit(String words, String hint) {
    assertThat(greet(words.split(" ", -1))).isEqualTo(2);
    assertThat(shell.err()).contains(hint);
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void aFailureOfTheToolIsWhatTheModelWouldRead() throws IOException {
    assertThat(greet("name= ")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Nobody to greet. Say a name.\n");
    assertThat(shell.out()).isEmpty();

    assertThat(greet("name=", "--json")).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(shell.out()).path("status").asText())
        .isEqualTo("failure");
  }

  @Test
  void saysThatNothingIsJournaledOfAToolThatActs() throws IOException {
    assertThat(act("order")).isZero();
    assertThat(shell.out()).isEqualTo("ordered\n");
    assertThat(shell.err()).contains("order is once; nothing of this call is journaled");

    assertThat(act("more", "--json")).isZero();
    JsonNode more = new ObjectMapper().readTree(shell.out());
    assertThat(more.path("data").path("key").asText()).isEqualTo("value");
  }

  @Test
  void whateverAToolThrowsIsASentence() {
    assertThat(act("breaks")).isEqualTo(1);
    assertThat(shell.err())
        .contains("failed inside")
        .doesNotContain("\u001b")
        .doesNotContain("\tat ");
    assertThat(act("links")).isEqualTo(1);
    assertThat(shell.err()).contains("NoSuchMethodError");
  }

  @Test
  void callsTheBuiltInToolsOnTheBundledSiteWithoutAKey() {
    assertThat(shell.bivouac("tool", "call", "web_search", "query=tides", "--offline")).isZero();
    assertThat(shell.out()).contains("http://").contains(".test/");
    assertThat(
            shell.bivouac(
                "tool",
                "call",
                "fetch_article",
                "url=http://almanac.test/science/why-tides-rise-twice.html",
                "--offline"))
        .as(shell.err())
        .isZero();
    assertThat(shell.out()).contains("tides");
  }

  @Test
  void namesNearTools() {
    assertThat(shell.bivouac("tool", "call", "websearch", "query=x")).isEqualTo(2);
    assertThat(shell.err()).contains("Did you mean web_search?");
    assertThat(shell.bivouac("tool", "show", "dat")).isEqualTo(2);
    assertThat(shell.err()).contains("Did you mean date?");
    assertThat(shell.bivouac("tool")).isEqualTo(2);
    assertThat(shell.err()).contains("ls, show NAME or call NAME");
  }

  @Test
  void showsWorkflowsWithLimitsAndPrompt() throws IOException {
    assertThat(shell.bivouac("workflow", "ls", "--tools", jar.toString())).isZero();
    assertThat(shell.out()).contains("daily-news-report").contains("own-notes");
    assertThat(shell.bivouac("workflow", "show", "daily-news-report")).isZero();
    assertThat(shell.out())
        .contains("300 steps, 1.00 USD, 100,000,000 tokens, 6 h at work")
        .contains("--articles (default 12)");
    assertThat(
            shell.bivouac(
                "workflow", "show", "daily-news-report", "--prompt", "-P", "topic=energy"))
        .isZero();
    assertThat(shell.out()).contains("--- system ---").contains("Topic: energy");
    assertThat(shell.bivouac("workflow", "show", "own-notes", "--json", "--tools", jar.toString()))
        .isZero();
    JsonNode own = new ObjectMapper().readTree(shell.out());
    assertThat(own.path("limits").path("steps").asInt()).isEqualTo(40);
    assertThat(shell.bivouac("workflow", "show", "daily")).isEqualTo(2);
    assertThat(shell.err()).contains("Did you mean daily-news-report?");
  }

  private int act(String... words) {
    return call(acting, words);
  }

  private int greet(String... words) {
    var all = new ArrayList<>(List.of("greet"));
    all.addAll(List.of(words));
    return call(jar, all.toArray(String[]::new));
  }

  private int call(Path tools, String... words) {
    var all = new ArrayList<>(List.of("tool", "call"));
    all.addAll(List.of(words));
    all.addAll(List.of("--tools", tools.toString()));
    return shell.bivouac(all.toArray(String[]::new));
  }
}
