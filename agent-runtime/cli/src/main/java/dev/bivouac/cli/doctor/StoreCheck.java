package dev.bivouac.cli.doctor;

import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.RunHead;
import dev.bivouac.persistence.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The folder that keeps runs: is it there, private and roomy, and can it be read? */
public final class StoreCheck implements Check {
  private static final long LITTLE = 1_000_000_000;
  private static final long TOO_LITTLE = 50_000_000;
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path folder;
  private final Supplier<List<RunHead>> runs;

  /**
   * Looks at a folder.
   *
   * @param runs opens the store and lists its runs
   */
  public StoreCheck(Path folder, Supplier<List<RunHead>> runs) {
    this.folder = folder;
    this.runs = runs;
  }

  @Override
  public String about() {
    return "store";
  }

  @Override
  public List<Finding> look() {
    try {
      return Files.exists(folder) ? there() : List.of(notYet());
    } catch (IOException e) {
      return List.of(
          Finding.fail(
              about(),
              "%s cannot be looked at (%s)".formatted(folder, e.getClass().getSimpleName()),
              "Check its permissions, or choose another with --store."));
    }
  }

  private Finding notYet() {
    Path parent = folder.toAbsolutePath().getParent();
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    return parent != null && Files.isDirectory(parent) && Files.isWritable(parent)
        ? Finding.ok(about(), "%s is not there yet; the first run makes it".formatted(folder))
        : Finding.fail(
            about(),
            "%s cannot be made, since %s cannot be written".formatted(folder, parent),
            "Choose another with --store or BIVOUAC_STORE.");
  }

  private List<Finding> there() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of(
          Finding.fail(
              about(), "%s is a file, not a folder".formatted(folder), "Choose a folder."));
    }
    if (!Files.isWritable(folder)) {
      return List.of(
          Finding.fail(
              about(),
              "%s cannot be written".formatted(folder),
              "Make it yours, or choose another with --store."));
    }
    var findings = new ArrayList<Finding>();
    findings.add(contents());
    findings.add(room());
    findings.addAll(open());
    return findings;
  }

  private Finding contents() throws IOException {
    Map<String, Long> files = Stores.files(folder);
    long size = files.values().stream().mapToLong(bytes -> bytes).sum();
    try {
      List<RunHead> all = runs.get();
      return Finding.ok(
          about(),
          "%s can be written and read: %s; %s, %s%s"
              .formatted(
                  folder,
                  Kept.count(all),
                  Counted.of(files.size(), "file"),
                  size(size),
                  Kept.users(all).map(users -> "; in use by " + users).orElse(", held by nobody")));
    } catch (JournalFailedException e) {
      return Finding.fail(about(), String.valueOf(e.getMessage()), "");
    }
  }

  private Finding room() throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    String text = "%s free where it lies".formatted(size(free));
    return free < TOO_LITTLE
        ? Finding.fail(about(), text, "Make room: a run could not be written down.")
        : free < LITTLE
            ? Finding.warn(about(), text, "Make room soon.")
            : Finding.ok(about(), text);
  }

  private List<Finding> open() throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return List.of();
    }
    Set<PosixFilePermission> others = Files.getPosixFilePermissions(folder);
    others.removeAll(OWNERS);
    return others.isEmpty()
        ? List.of(Finding.ok(about(), "only you can open it"))
        : List.of(
            Finding.warn(
                about(),
                "others can open it, and journals hold pages and reasoning in clear",
                "chmod 700 " + folder));
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
