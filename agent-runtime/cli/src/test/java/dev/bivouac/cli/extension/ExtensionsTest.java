package dev.bivouac.cli.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bivouac.journal.RunSetting;
import dev.bivouac.tool.InvalidToolException;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionsTest {
  private static final String PROVIDER =
      """
      package own;
      public final class Provider implements dev.bivouac.tool.ToolProvider {
        %s
        @Override public java.util.List<Object> tools() { %s }
      }
      """;

  @TempDir private Path folder;

  private final Extensions extensions = new Extensions();

  @AfterEach
  void close() {
    extensions.close();
  }

  @Test
  void findsToolsAndWorkflowsInAJarAFolderOfJarsAndAFolderOfClasses() throws IOException {
    Path jar = Jars.ofBoth(folder, "own");
    Path jars = Files.createDirectories(folder.resolve("jars"));
    Files.copy(jar, jars.resolve("own.jar"));

    for (Path path : List.of(jar, jars, folder.resolve("own-classes"))) {
      Extension found = extensions.load(List.of(path)).getFirst();
      assertThat(schemas(found)).extracting(ToolSchema::name).containsExactly("greet");
      assertThat(found.workflows()).extracting(Workflow::name).containsExactly("own-notes");
    }
  }

  @Test
  void loadsAPathOnceAndEachPathByItself() {
    Path one = Jars.ofBoth(folder, "one");
    Path other = Jars.ofBoth(folder, "other");

    List<Extension> loaded = extensions.load(List.of(one, other, one));
    assertThat(loaded).hasSize(2);
    assertThat(extensions.load(List.of(one)).getFirst()).isSameAs(loaded.getFirst());
    assertThat(tool(loaded.getFirst()).getClass()).isNotEqualTo(tool(loaded.getLast()).getClass());
  }

  @Test
  void closesWhatWantsToBeClosed() throws Exception {
    Path jar =
        provider(
            "",
            """
            return java.util.List.of(new Closing());
            }
            public static final class Closing implements AutoCloseable {
              public boolean closed;
              @dev.langchain4j.agent.tool.Tool("Does nothing.") public void nothing() {}
              @Override public void close() { closed = true; throw new IllegalStateException("late"); }
            """);
    Object tool = tool(extensions.load(List.of(jar)).getFirst());

    extensions.close();

    assertThat(tool.getClass().getField("closed").getBoolean(tool)).isTrue();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    refused(folder.resolve("none.jar")).contains("there is no").contains("none.jar");
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    refused(text).contains("text.jar is no jar").contains("target/classes");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    refused(empty)
        .contains("holds no tools and no workflows")
        .contains("META-INF/services/" + Jars.TOOLS)
        .contains("META-INF/services/" + Jars.WORKFLOWS);
  }

  @Test
  void saysWhatIsWrongWithAServicesFile() {
    Path gone = Jars.in(folder.resolve("gone")).service(Jars.TOOLS, "own.Gone").classes();
    refused(gone).contains("META-INF/services/" + Jars.TOOLS).contains("own.Gone not found");

    Path stranger =
        Jars.in(folder.resolve("stranger"))
            .source("package own; public class Stranger {}")
            .service(Jars.WORKFLOWS, "own.Stranger")
            .classes();
    refused(stranger).contains("own.Stranger").contains("not a subtype");
  }

  @Test
  void saysWhatAConstructorThrew() {
    refused(
            provider(
                "public Provider() { throw new IllegalStateException(\"no key\"); }",
                "return null;"))
        .contains("constructor of own.Provider")
        .contains("IllegalStateException (no key)");
    refused(provider("static int half = 1 / Integer.parseInt(\"0\");", "return null;"))
        .contains("ArithmeticException");
    refused(provider("", "throw new java.util.NoSuchElementException(\"empty\");"))
        .contains("own.Provider.tools()")
        .contains("NoSuchElementException (empty)");
    refused(provider("", "return null;")).contains("gave null from tools()");
  }

  @Test
  void saysThatAClassIsTooNewForThisJava() throws IOException {
    Path classes =
        Jars.in(folder.resolve("new"))
            .source(Jars.GREETER)
            .service(Jars.TOOLS, "own.Greeter")
            .classes();
    Path file = classes.resolve("own/Greeter.class");
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] = (byte) (44 + 99); // major version of Java 99
    Files.write(file, bytes);

    refused(classes)
        .contains("own.Greeter")
        .contains("Java 99")
        .contains("--release " + Runtime.version().feature());
  }

  @Test
  void saysThatAJarWasBuiltAgainstAnotherCoreOrLacksALibrary() {
    Path otherCore =
        Jars.in(folder.resolve("core"))
            .source(
                "package dev.bivouac.run; public class RunId { public static RunId later() { return null; } }")
            .classes();
    Path misfit =
        Jars.in(folder.resolve("misfit"))
            .against(otherCore)
            .source(
                PROVIDER.formatted("", "return java.util.List.of(dev.bivouac.run.RunId.later());"))
            .service(Jars.TOOLS, "own.Provider")
            .classes();
    refused(misfit)
        .contains("does not fit this version of Bivouac")
        .contains("NoSuchMethodError")
        .contains("later");

    Path library =
        Jars.in(folder.resolve("library"))
            .source("package lib; public class Lib { public static int n() { return 1; } }")
            .classes();
    Path lacking =
        Jars.in(folder.resolve("lacking"))
            .against(library)
            .source(PROVIDER.formatted("", "return java.util.List.of(lib.Lib.n());"))
            .service(Jars.TOOLS, "own.Provider")
            .classes();
    refused(lacking).contains("needs lib.Lib").contains("one folder");
  }

  @Test
  void findsALibraryInTheJarBesideIt() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("jars"));
    Path library =
        Jars.in(folder.resolve("library"))
            .source(
                "package lib; public class Lib { public static Object tool() { return new Lib(); } @dev.langchain4j.agent.tool.Tool(\"Libs.\") public void libbing() {} }")
            .classes();
    var unused = Jars.in(library).jar(jars.resolve("a-library.jar"));
    unused =
        Jars.in(folder.resolve("user"))
            .against(library)
            .source(PROVIDER.formatted("", "return java.util.List.of(lib.Lib.tool());"))
            .service(Jars.TOOLS, "own.Provider")
            .jar(jars.resolve("b-user.jar"));

    assertThat(schemas(extensions.load(List.of(jars)).getFirst()))
        .extracting(ToolSchema::name)
        .containsExactly("libbing");
  }

  @Test
  void refusesToolsThatCannotBeDeclaredAsCoreDoes() {
    Path jar = provider("", "return java.util.List.of(\"text\");");

    assertThatExceptionOfType(InvalidToolException.class)
        .isThrownBy(() -> extensions.load(List.of(jar)))
        .withMessageContaining("java.lang.String has no method with @Tool");
  }

  @Test
  void refusesTwoOfOneNameAndNamesBoth() {
    List<Extension> two =
        extensions.load(List.of(Jars.ofBoth(folder, "one"), Jars.ofBoth(folder, "other")));

    assertThatExceptionOfType(ExtensionException.class)
        .isThrownBy(() -> Twins.refuse(two, List.of("date"), List.of("ask")))
        .withMessageContaining("tool 'greet'")
        .withMessageContaining("one.jar")
        .withMessageContaining("other.jar");
    assertThatExceptionOfType(ExtensionException.class)
        .isThrownBy(() -> Twins.refuse(two.subList(0, 1), List.of("greet"), List.of()))
        .withMessageContaining("of Bivouac itself")
        .withMessageContaining("@Tool(name");
    assertThatExceptionOfType(ExtensionException.class)
        .isThrownBy(() -> Twins.refuse(two.subList(0, 1), List.of(), List.of("own-notes")))
        .withMessageContaining("workflow 'own-notes'");
  }

  @Test
  void saysWhichWorkflowThrewAndWhereItLies() {
    Workflow workflow =
        extensions.load(List.of(Jars.ofBoth(folder, "own"))).getFirst().workflows().getFirst();
    var setting = RunSetting.of(Instant.EPOCH, ZoneOffset.UTC, Locale.ENGLISH, folder);

    assertThatExceptionOfType(ExtensionException.class)
        .isThrownBy(() -> workflow.open(Map.of("subject", "boom"), setting))
        .withMessageContaining("Workflow own-notes of ")
        .withMessageContaining("own.jar threw IllegalStateException (went boom)");
  }

  @Test
  void refusesAWorkflowThatCannotBeNamed() {
    Path jar =
        Jars.in(folder.resolve("named"))
            .source(Jars.WORKFLOW.replace("\"own-notes\"", "\"Own notes\""))
            .service(Jars.WORKFLOWS, "own.Notes")
            .classes();

    refused(jar).contains("is named 'Own notes'");
  }

  private Path provider(String members, String body) {
    try {
      return Jars.in(Files.createTempDirectory(folder, "provider"))
          .source(PROVIDER.formatted(members, body))
          .service(Jars.TOOLS, "own.Provider")
          .classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AbstractStringAssert<?> refused(Path path) {
    try {
      var unused = extensions.load(List.of(path));
      throw new AssertionError(path + " was loaded");
    } catch (ExtensionException e) {
      return assertThat(e.getMessage()).contains(path.toString());
    }
  }

  private static Object tool(Extension extension) {
    return extension.tools().getFirst().object();
  }

  private static List<ToolSchema> schemas(Extension extension) {
    return extension.tools().stream().flatMap(own -> own.schemas().stream()).toList();
  }
}
