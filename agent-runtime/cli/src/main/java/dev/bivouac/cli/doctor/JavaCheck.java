package dev.bivouac.cli.doctor;

import java.util.List;

/** The program and the Java that it runs on. */
public final class JavaCheck implements Check {
  private static final int OLDEST = 21;

  private final String program;

  /**
   * Looks at this process.
   *
   * @param program name and version
   */
  public JavaCheck(String program) {
    this.program = program;
  }

  @Override
  public String about() {
    return "java";
  }

  @Override
  public List<Finding> look() {
    String java =
        "Java %s of %s in %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor", "an unnamed vendor"),
                System.getProperty("java.home"));
    return List.of(
        Finding.ok(
            "program",
            "%s on %s %s"
                .formatted(program, System.getProperty("os.name"), System.getProperty("os.arch"))),
        Runtime.version().feature() >= OLDEST
            ? Finding.ok("java", java)
            : Finding.fail("java", java, "Install a JDK 21 or newer and set JAVA_HOME to it."));
  }
}
