package dev.bivouac.cli.extension;

import dev.bivouac.run.Text;
import dev.bivouac.tool.InvalidToolException;
import dev.bivouac.workflow.InvalidParameterException;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what goes wrong in code of the user's own into a sentence that names its path. */
final class Misfit {
  private static final int SHOWN = 300;

  /** Class files of Java 1.1 say 45, and each version since one more. */
  private static final int BEFORE_FIRST_CLASS_FILE = 44;

  private static final Pattern CLASS_FILE =
      Pattern.compile("(\\S+) has been compiled .*?class file version (\\d+)");

  private Misfit() {}

  /** What the code gives, or a sentence about what it threw. */
  static <T> T guard(String what, Path path, Supplier<T> code) {
    try {
      return code.get();
    } catch (InvalidToolException | InvalidParameterException | ExtensionException e) {
      throw e;
    } catch (LinkageError e) {
      throw new ExtensionException(link(path, e), e);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      // Somebody else's code may throw anything; the program must stay able to say whose it was.
      throw new ExtensionException("%s of %s threw %s.".formatted(what, path, named(e)), e);
    }
  }

  /** What a service loader threw. */
  static ExtensionException of(Class<?> service, Path path, Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof LinkageError error && !(t instanceof ExceptionInInitializerError)) {
        return new ExtensionException(link(path, error), thrown);
      }
    }
    String said =
        String.valueOf(thrown.getMessage()).replaceFirst("^" + service.getName() + ": ", "");
    Throwable cause = thrown.getCause();
    if (thrown instanceof ServiceConfigurationError
        && cause != null
        && said.endsWith("could not be instantiated")) {
      return new ExtensionException(
          "--tools: the constructor of %s in %s threw %s."
              .formatted(
                  said.replaceAll("^Provider | could not be instantiated$", ""),
                  path,
                  named(cause)),
          thrown);
    }
    return new ExtensionException(
        "--tools: META-INF/services/%s of %s does not fit (%s). It holds one line for each class: public, with a public constructor without parameters, and in the same jar."
            .formatted(service.getName(), path, Text.cut(said, SHOWN)),
        thrown);
  }

  private static String link(Path path, LinkageError error) {
    String said = String.valueOf(error.getMessage());
    if (error instanceof UnsupportedClassVersionError) {
      Matcher matcher = CLASS_FILE.matcher(said);
      int here = Runtime.version().feature();
      return matcher.find()
          ? "--tools: %s in %s was compiled for Java %d, and this is Java %d. Compile it with --release %d, or start Bivouac with a newer JDK."
              .formatted(
                  matcher.group(1).replace('/', '.'),
                  path,
                  Integer.parseInt(matcher.group(2)) - BEFORE_FIRST_CLASS_FILE,
                  here,
                  here)
          : "--tools: %s was compiled for a newer Java than this Java %d.".formatted(path, here);
    }
    if (error instanceof NoClassDefFoundError && !isOfProgram(said)) {
      return "--tools: %s needs %s, which is neither in it nor in Bivouac. Put both jars into one folder and name the folder, or build one jar with everything in it."
          .formatted(path, Text.cut(said.replace('/', '.'), SHOWN));
    }
    if (error instanceof ClassFormatError) {
      return "--tools: a class in %s is damaged (%s). Build it again."
          .formatted(path, Text.cut(said, SHOWN));
    }
    return "--tools: %s does not fit this version of Bivouac (%s: %s). Build it against the bivouac-core of this version."
        .formatted(path, error.getClass().getSimpleName(), Text.cut(said, SHOWN));
  }

  private static boolean isOfProgram(String className) {
    return className.startsWith("dev/bivouac/") || className.startsWith("dev/langchain4j/");
  }

  private static String named(Throwable thrown) {
    Throwable cause =
        thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null
        ? name
        : name + " (" + Text.cut(Text.wellFormed(cause.getMessage()), SHOWN) + ")";
  }
}
