package dev.bivouac;

import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome.Completed;
import dev.bivouac.run.SettableClock;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Output.OutputFile;
import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputWriterTest {
  @TempDir private Path temporary;

  /** Leaves the answer behind. */
  private static final class Report implements Workflow {
    @Override
    public String name() {
      return "report";
    }

    @Override
    public String description() {
      return "Reports.";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public RunLimits limits() {
      return RunLimits.DEFAULT;
    }

    @Override
    public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
      return List.of(OpeningMessage.user("Report."));
    }

    @Override
    public Output output(RunState run) {
      String answer = ((Completed) run.outcome().orElseThrow()).answer();
      return new Output(List.of(new OutputFile("report.md", answer)), List.of("One source."));
    }
  }

  @Test
  void writesFilesIntoAFolderThatItMakes() throws IOException {
    Path folder = temporary.resolve("new/reports");

    List<Path> paths = OutputWriter.write(folder, List.of(new OutputFile("a.md", "\u00E4")));

    assertThat(paths).containsExactly(folder.resolve("a.md"));
    assertThat(folder.resolve("a.md")).hasContent("\u00E4");
    assertOnly(folder, "a.md");
  }

  @Test
  void leavesAFileThatIsThereAsItIs() throws IOException {
    Files.writeString(temporary.resolve("a.md"), "edited by hand");

    OutputWriter.write(temporary, List.of(new OutputFile("a.md", "new"), new OutputFile("b", "b")));

    assertThat(temporary.resolve("a.md")).hasContent("edited by hand");
    assertOnly(temporary, "a.md", "b");
  }

  @Test
  void saysThatTheRunIsSafeWhenAFileCannotBeWritten() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatExceptionOfType(OutputFailedException.class)
        .isThrownBy(() -> OutputWriter.write(file, List.of(new OutputFile("a.md", "text"))))
        .withMessageStartingWith("File " + file.resolve("a.md") + " could not be written (")
        .withMessageContaining("The run is safe");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void letsOthersReadWhatTheUserLetsThemRead() throws IOException {
    Path usual = Files.createFile(temporary.resolve("usual"));

    OutputWriter.write(temporary, List.of(new OutputFile("a.md", "text")));

    assertThat(permissions(temporary.resolve("a.md"))).isEqualTo(permissions(usual));
  }

  @Test
  void writesAMissingFileOfAFinishedRunAgain() throws IOException {
    var journal = new MemoryJournal(new SettableClock(Journals.START));
    var model = scripted(says("Nothing new."));
    AgentRuntime runtime =
        Runtimes.builder(journal, model).workflows(List.of(new Report())).build();
    var request =
        RunRequest.of("report", Map.of())
            .withKey(Optional.of("day-1"))
            .withPlace(new RunRequest.Place(ZoneOffset.UTC, Locale.ENGLISH, temporary, Map.of()));
    RunSummary first = runtime.run(request);
    Files.delete(temporary.resolve("report.md"));

    RunSummary again = runtime.run(request);

    assertThat(again).isEqualTo(first);
    assertThat(again.notes()).containsExactly("One source.");
    assertThat(temporary.resolve("report.md")).hasContent("Nothing new.");
    assertThat(model.requests()).hasSize(1);
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.getPosixFilePermissions(file);
  }

  private static void assertOnly(Path folder, String... names) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }
}
