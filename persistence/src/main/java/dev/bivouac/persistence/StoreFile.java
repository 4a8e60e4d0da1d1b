package dev.bivouac.persistence;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One numbered file of a store.
 *
 * @param folder absolute
 * @param number from 1
 * @param scheme H2's name for the way files are opened
 */
record StoreFile(Path folder, int number, String scheme) {
  private static final int DIGITS = 4;
  private static final Pattern NAME = Pattern.compile("runs-(\\d{4,9})\\.mv\\.db");

  /** The file of that name in a store's folder, if it is one of a store. */
  static Optional<StoreFile> of(Path folder, String fileName, String scheme) {
    var name = NAME.matcher(fileName);
    return name.matches()
        ? Optional.of(new StoreFile(folder, Integer.parseInt(name.group(1)), scheme))
            .filter(file -> file.data().equals(folder.resolve(fileName)))
        : Optional.empty();
  }

  private String name() {
    // Not by a format, which would load tables of all languages' digits.
    String digits = Integer.toString(number);
    return "runs-" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }

  /** What H2 writes. */
  Path data() {
    return folder.resolve(name() + ".mv.db");
  }

  /** The next state of {@link #data()} while it is being made; whole or worthless. */
  Path draft() {
    return folder.resolve(name() + ".new.mv.db");
  }

  /** Who writes the file, and how much it holds at least. */
  Path owner() {
    return folder.resolve(name() + ".owner");
  }

  /** Where the process that writes the file answers others, unless this path is too long. */
  Path socket() {
    return folder.resolve(name() + ".sock");
  }

  @Override
  public String toString() {
    return data().toString();
  }
}
