package dev.bivouac.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the demo plays: a temporary folder and the processes that work in it. Ctrl-C and SIGTERM
 * clear it too.
 */
public final class Stage {
  private final Program program;
  private final Path folder;
  private final Thread hook = new Thread(this::interrupted, "bivouac-demo-end");
  private volatile boolean ending;
  private volatile boolean kept;

  private Stage(Program program, Path folder, boolean kept) {
    this.program = program;
    this.folder = folder;
    this.kept = kept;
  }

  /**
   * Makes the folder, for its user alone.
   *
   * @param mainClass the class that this process was started with
   * @param settings names of variables that must not reach a child
   * @param kept true if the folder outlives the demo
   * @throws IOException if there is no room for it
   */
  public static Stage open(String mainClass, Set<String> settings, boolean kept)
      throws IOException {
    Path folder = Files.createTempDirectory("bivouac-demo-").toRealPath();
    var stage = new Stage(new Program(mainClass, settings, folder), folder, kept);
    Runtime.getRuntime().addShutdownHook(stage.hook);
    return stage;
  }

  Program program() {
    return program;
  }

  /** Where everything is. */
  public Path folder() {
    return folder;
  }

  /** Leaves the folder where it is, whatever was said before. */
  public void keep() {
    kept = true;
  }

  /** True once this process has been told to end, which ends the children too. */
  public boolean isEnding() {
    return ending;
  }

  /** Ends what still runs, and takes the folder away unless it is kept. */
  public void clear() {
    if (!ending) {
      Runtime.getRuntime().removeShutdownHook(hook);
      tidy();
    }
  }

  private void interrupted() {
    ending = true;
    tidy();
  }

  private void tidy() {
    program.close();
    if (!kept) {
      deleteAll();
    }
  }

  private void deleteAll() {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The system clears its temporary folder itself; the demo has shown what it had to.
      kept = true;
    }
  }
}
