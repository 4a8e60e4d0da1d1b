package dev.bivouac.cli;

import dev.bivouac.kimi.Catalogue;
import dev.bivouac.persistence.Stores;
import dev.bivouac.run.NearNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a setting's value must look like, and how it is shown. */
final class SettingValues {
  private static final Pattern KEY = Pattern.compile("[!-~]{1,500}");

  private SettingValues() {}

  /** What is wrong with a value, as the end of a sentence that begins with the name. */
  static Optional<String> problem(Setting setting, String value, Catalogue providers) {
    return switch (setting.kind()) {
      case PROVIDER -> provider(value, providers);
      case ADDRESS -> address(setting.name(), value);
      case FOLDER ->
          Stores.isDatabase(value)
              ? Stores.problem(value)
                  .map(said -> said.replace("Store address ", "").replaceAll("\\.$", ""))
              : value.startsWith("~")
                  ? Optional.of(
                      "must be a whole path, since nobody expands the ~ of '" + value + "'")
                  : Optional.empty();
      case DURATION ->
          Setting.pace(value).isPresent()
              ? Optional.empty()
              : Optional.of("must be a time from 0s to 9s, was '" + value + "'");
      case TEXT -> Optional.empty();
      case SEARCH, FORMULAS ->
          Official.problem(setting, value).map(said -> said.replaceAll("\\.$", ""));
      case KEY ->
          KEY.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("must be printable ASCII without spaces; look at how it was copied");
    };
  }

  /** A value as it may be seen: of a key only that it is there. */
  static String shown(Setting setting, String value) {
    return setting.isSecret()
        ? "(set, %d characters)".formatted(value.length())
        : SafeText.line(setting.equals(Setting.STORE) ? Stores.shown(value) : value, 200);
  }

  /**
   * The setting of that name.
   *
   * @throws UsageException if there is none; it names those that may have been meant
   */
  static Setting named(String name, Catalogue providers) {
    return Setting.all(providers).stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "Setting '%s' is not known. %s"
                    .formatted(SafeText.line(name, 80), hint(name, providers))));
  }

  /** Which settings may have been meant. */
  static String hint(String name, Catalogue providers) {
    List<String> known =
        Setting.all(providers).stream()
            .map(setting -> setting.name().toLowerCase(Locale.ROOT))
            .toList();
    String written = name.replace('-', '_').replace('.', '_').toLowerCase(Locale.ROOT);
    List<String> near = known.contains(written) ? List.of(written) : NearNames.of(written, known);
    return near.isEmpty()
        ? "There are: %s.".formatted(capitals(known, ", "))
        : "Did you mean %s?".formatted(capitals(near, " or "));
  }

  private static String capitals(List<String> names, String between) {
    return names.stream()
        .map(name -> name.toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(between));
  }

  private static Optional<String> provider(String value, Catalogue providers) {
    List<String> known = providers.names();
    return ModelHosts.named(value).stream()
        .map(ModelHost.Named::provider)
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name ->
            "names no provider: '%s'. %s"
                .formatted(SafeText.line(name, 80), NearNames.hint(name, known)));
  }

  private static Optional<String> address(String name, String value) {
    try {
      var unused = Setup.webAddress(name, value);
      return Optional.empty();
    } catch (UsageException e) {
      String said = String.valueOf(e.getMessage());
      return Optional.of(said.replace(name + " ", "").replaceAll("\\.$", ""));
    }
  }
}
