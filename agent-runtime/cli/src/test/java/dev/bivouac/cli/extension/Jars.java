package dev.bivouac.cli.extension;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes jars as a user would: compiles sources, names services, packs. */
public final class Jars {
  /** A tool that greets, with its provider, as most tests need one. */
  public static final String GREETER =
      """
      package own;

      import dev.bivouac.tool.OnResume;
      import dev.bivouac.tool.Repeat;
      import dev.bivouac.tool.ToolFailure;
      import dev.bivouac.tool.ToolProvider;
      import dev.langchain4j.agent.tool.P;
      import dev.langchain4j.agent.tool.Tool;
      import java.util.List;

      public final class Greeter implements ToolProvider {
        @Override
        public List<Object> tools() {
          return List.of(new Greetings());
        }

        public static final class Greetings {
          @Tool("Greets somebody. Politely.")
          @OnResume(Repeat.READS)
          public String greet(
              @P("whom") String name,
              @P(value = "how often", defaultValue = "1") int times,
              @P(value = "in between", required = false) List<String> titles) {
            if (name.isBlank()) {
              throw new ToolFailure("Nobody to greet. Say a name.");
            }
            return ("Hello " + (titles == null ? "" : titles + " ") + name + "! ").repeat(times).strip();
          }
        }
      }
      """;

  /** A workflow whose one parameter is its topic. */
  public static final String WORKFLOW =
      """
      package own;

      import dev.bivouac.journal.*;
      import dev.bivouac.run.*;
      import dev.bivouac.workflow.*;
      import java.util.*;

      public final class Notes implements Workflow {
        @Override public String name() { return "own-notes"; }
        @Override public String description() { return "Writes notes. 100% own ${sys:user.home} @|red x|@"; }
        @Override public List<Parameter> parameters() {
          return List.of(
              new Parameter("subject", "What they are about, 100% of it.", "tides"),
              new Parameter("store", "A name that the program needs itself.", ""));
        }
        @Override public RunLimits limits() { return RunLimits.DEFAULT.withMaxSteps(40); }
        @Override public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
          if (parameters.get("subject").equals("boom")) throw new IllegalStateException("went boom");
          return List.of(OpeningMessage.user("How do " + parameters.get("subject") + " work?"));
        }
        @Override public Output output(RunState run) {
          String answer = ((RunOutcome.Completed) run.outcome().get()).answer();
          return new Output(List.of(new Output.OutputFile("own-notes.md", answer)), List.of());
        }
      }
      """;

  public static final String TOOLS = "dev.bivouac.tool.ToolProvider";
  public static final String WORKFLOWS = "dev.bivouac.workflow.Workflow";

  private final Path folder;
  private final List<String> sources = new ArrayList<>();
  private final Map<String, String> services = new LinkedHashMap<>();
  private final List<Path> classPath = new ArrayList<>();

  private Jars(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param folder where its classes go
   */
  public static Jars in(Path folder) {
    return new Jars(folder);
  }

  /** A jar with {@link #GREETER} and {@link #WORKFLOW}. */
  public static Path ofBoth(Path folder, String name) {
    return in(folder.resolve(name + "-classes"))
        .source(GREETER)
        .source(WORKFLOW)
        .service(TOOLS, "own.Greeter")
        .service(WORKFLOWS, "own.Notes")
        .jar(folder.resolve(name + ".jar"));
  }

  public Jars source(String java) {
    sources.add(java);
    return this;
  }

  public Jars service(String type, String lines) {
    services.put(type, lines);
    return this;
  }

  /** Classes that are seen while compiling, before the program's own. */
  public Jars against(Path classes) {
    classPath.add(classes);
    return this;
  }

  /** The folder with the classes. */
  public Path classes() {
    try {
      Files.createDirectories(folder);
      compile();
      Path named = Files.createDirectories(folder.resolve("META-INF/services"));
      for (Map.Entry<String, String> service : services.entrySet()) {
        Files.writeString(named.resolve(service.getKey()), service.getValue() + "\n");
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar with the classes. */
  public Path jar(Path file) {
    Path classes = classes();
    try (OutputStream out = Files.newOutputStream(file);
        var jar = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path packed : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(packed).toString().replace('\\', '/')));
        Files.copy(packed, jar);
        jar.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    String path =
        String.join(
            java.io.File.pathSeparator,
            Stream.concat(
                    classPath.stream().map(Path::toString),
                    Stream.of(System.getProperty("java.class.path")))
                .toList());
    List<String> options =
        List.of(
            "-d", folder.toString(), "-cp", path, "-parameters", "--release", "21", "-proc:none");
    boolean fine =
        sources.isEmpty()
            || compiler
                .getTask(
                    null, null, problems, options, null, sources.stream().map(Source::new).toList())
                .call();
    if (!fine) {
      throw new AssertionError(problems.getDiagnostics());
    }
  }

  /** A source in memory, named after its first type. */
  private static final class Source extends SimpleJavaFileObject {
    private final String java;

    Source(String java) {
      super(URI.create("string:///" + path(java) + ".java"), Kind.SOURCE);
      this.java = java;
    }

    private static String path(String java) {
      String inPackage = java.replaceFirst("(?s).*?package ([\\w.]+);.*", "$1").replace('.', '/');
      String type =
          java.replaceFirst("(?s).*?public (?:final )?(?:class|interface|enum) (\\w+).*", "$1");
      return inPackage + "/" + type;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return java;
    }
  }
}
