package dev.bivouac.cli;

import dev.bivouac.cli.Config.Found;
import dev.bivouac.cli.doctor.Check;
import dev.bivouac.cli.doctor.Finding;
import dev.bivouac.kimi.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every setting with where it comes from, and the file that holds some. */
final class SettingsCheck implements Check {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Config config;
  private final Path file;
  private final Map<String, String> flags;
  private final Catalogue providers;

  /**
   * Looks at settings.
   *
   * @param flags what was said on the command line, by the flag's name
   * @param providers those whose keys are settings
   */
  SettingsCheck(Config config, Path file, Map<String, String> flags, Catalogue providers) {
    this.config = config;
    this.file = file;
    this.flags = Map.copyOf(flags);
    this.providers = providers;
  }

  @Override
  public String about() {
    return "settings";
  }

  @Override
  public List<Finding> look() {
    var findings = new ArrayList<Finding>();
    findings.add(file());
    ConfigCommand.unknown(config, providers)
        .forEach(
            said -> findings.add(Finding.warn(about(), "in %s: %s".formatted(file, said), "")));
    Setting.all(providers).forEach(setting -> one(setting).ifPresent(findings::add));
    String unset =
        Setting.all(providers).stream()
            .filter(setting -> one(setting).isEmpty())
            .map(Setting::name)
            .collect(Collectors.joining(", "));
    if (!unset.isEmpty()) {
      findings.add(Finding.ok(about(), "not set: " + unset));
    }
    return findings;
  }

  private Finding file() {
    if (!Files.exists(file)) {
      return Finding.ok(about(), "no file %s; `bivouac config set` makes it".formatted(file));
    }
    boolean keys =
        Setting.all(providers).stream()
            .anyMatch(
                setting -> setting.isSecret() && config.namesInFile().contains(setting.name()));
    return keys && isOpenToOthers()
        ? Finding.warn(
            about(), "%s holds a key, and others can read it".formatted(file), "chmod 600 " + file)
        : Finding.ok(about(), "file " + file);
  }

  private boolean isOpenToOthers() {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private Optional<Finding> one(Setting setting) {
    Optional<String> flag =
        setting.flag().filter(flags::containsKey).map(name -> flags.getOrDefault(name, ""));
    if (flag.isPresent()) {
      return Optional.of(said(setting, flag.get(), "flag " + setting.flag().orElseThrow()));
    }
    Optional<Found> found = config.find(setting.name());
    if (found.isPresent()) {
      return Optional.of(said(setting, found.get().value(), origin(found.get())));
    }
    return Optional.of(setting.byDefault())
        .filter(text -> !text.isEmpty())
        .map(text -> said(setting, text, "default"));
  }

  private String origin(Found found) {
    return switch (found.source()) {
      case ENVIRONMENT -> "environment";
      case FILE -> "file";
    };
  }

  private Finding said(Setting setting, String value, String origin) {
    Optional<String> problem =
        origin.equals("default")
            ? Optional.empty()
            : SettingValues.problem(setting, value, providers);
    return problem
        .map(
            said -> Finding.fail(about(), "%s (%s) %s".formatted(setting.name(), origin, said), ""))
        .orElseGet(() ->
            Finding.ok(
                about(),
                "%s = %s (%s)"
                    .formatted(setting.name(), SettingValues.shown(setting, value), origin)));
  }
}
