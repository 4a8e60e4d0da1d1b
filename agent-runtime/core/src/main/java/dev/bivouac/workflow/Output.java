package dev.bivouac.workflow;

import java.util.List;

/**
 * What a finished run leaves behind.
 *
 * @param files to be written into the run's output folder
 * @param notes for people: what was found when the answer was checked, a sentence each
 */
public record Output(List<OutputFile> files, List<String> notes) {
  public static final Output NOTHING = new Output(List.of(), List.of());

  public Output {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /**
   * One file.
   *
   * @param name relative to the output folder, without folders of its own
   * @param content UTF-8 text
   */
  public record OutputFile(String name, String content) {
    public OutputFile {
      if (name.isBlank() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
        throw new IllegalArgumentException("file name must be a plain name, was '" + name + "'");
      }
    }
  }
}
