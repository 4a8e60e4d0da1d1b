package dev.bivouac.persistence;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A part of the way from an older file to one that is up to date and open. */
enum UpgradePlace {
  TAKING_THE_FILE,
  LOOKING_AT_IT,
  MAKING_THE_DRAFT,
  COPYING_INTO_THE_DRAFT,
  MIGRATING_THE_DRAFT,
  BEFORE_THE_DRAFT_IS_FORCED,
  BEFORE_THE_RENAME,
  AFTER_THE_RENAME,
  FIRST_OPENING,
  FIRST_COMMIT;

  private static final Map<String, UpgradePlace> METHODS =
      Map.of(
          "FileOwner.take", TAKING_THE_FILE,
          "HeldFile.isCurrent", LOOKING_AT_IT,
          "PrivateFiles.createEmpty", MAKING_THE_DRAFT,
          "PowerPaths.copy", COPYING_INTO_THE_DRAFT,
          "Migration.run", MIGRATING_THE_DRAFT,
          "PowerDisk.move", BEFORE_THE_RENAME,
          "PrivateFiles.syncFolderOf", AFTER_THE_RENAME,
          "PrivateFiles.putInPlace", BEFORE_THE_DRAFT_IS_FORCED,
          "HeldFile.connect", FIRST_OPENING,
          "GroupWriter.commit", FIRST_COMMIT);

  /** Where this thread is; empty where it does not say, such as on a thread of H2's. */
  static Optional<UpgradePlace> here() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .map(frame ->
                    frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1)
                        + "."
                        + frame.getMethodName())
                .filter(METHODS::containsKey)
                .map(METHODS::get)
                .findFirst());
  }

  static String shown(Map<UpgradePlace, Integer> kills) {
    return kills.entrySet().stream()
        .map(each -> "%s %d".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
