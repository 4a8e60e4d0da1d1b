package dev.bivouac.cli;

import dev.bivouac.run.RunId;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Tools and workflows of the user's own. They are only ever loaded from where the user says. */
final class OwnOptions {
  static final String FLAG = "--tools";
  private static final String VARIABLE = "BIVOUAC_TOOLS";
  private static final String WIRED = "tools.";

  @Option(
      names = FLAG,
      paramLabel = "JAR|DIR",
      description = {
        "Tools and workflows of your own: a jar, a folder of jars, or a folder of classes. May be"
            + " repeated. $BIVOUAC_TOOLS",
        "Such code runs with your rights: load only what you trust."
      })
  private List<Path> tools = List.of();

  /** Where they lie for a new run: as said, else as configured. */
  List<Path> paths(Config config) {
    return paths(tools, config);
  }

  /** Where they lie for a run that was started before: as said, else as its journal says. */
  List<Path> over(List<Path> journaled) {
    return tools.isEmpty() ? journaled : absolute(tools);
  }

  /** The same for paths that were read off the command line before it was understood. */
  static List<Path> paths(List<Path> said, Config config) {
    if (!said.isEmpty()) {
      return absolute(said);
    }
    return absolute(
        config.get(VARIABLE).stream()
            .flatMap(value -> Arrays.stream(value.split(File.pathSeparator)))
            .filter(part -> !part.isBlank())
            .map(part -> Path.of(part.strip()))
            .toList());
  }

  private static List<Path> absolute(List<Path> paths) {
    return paths.stream().map(path -> path.toAbsolutePath().normalize()).distinct().toList();
  }

  /** Puts the paths where a resume finds them. */
  static void wire(List<Path> paths, Map<String, String> wiring) {
    for (int i = 0; i < paths.size(); i++) {
      wiring.put(WIRED + (i + 1), paths.get(i).toString());
    }
  }

  /** The paths that a run was started with. */
  static List<Path> wired(Map<String, String> wiring) {
    var paths = new ArrayList<Path>();
    for (int i = 1; wiring.containsKey(WIRED + i); i++) {
      paths.add(Path.of(wiring.get(WIRED + i)));
    }
    return paths;
  }

  /** Refuses to take a run up without what it was started with. */
  static void checkThere(RunId run, List<Path> paths) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UsageException(
            "Run %s was started with --tools %s, which is not there now. Say where it is: bivouac resume %s --tools PATH"
                .formatted(run, path, run));
      }
    }
  }
}
