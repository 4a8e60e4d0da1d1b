package dev.bivouac.persistence;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Where a database is and who asks there. The password comes from the environment or, by the
 * driver, from {@code ~/.pgpass}; never from the address, which others can see.
 */
final class PostgresAddress {
  static final String SCHEME = "jdbc:postgresql:";

  private static final Pattern FORM = Pattern.compile("jdbc:postgresql://[^/?]+/[^/?]+(\\?.*)?");
  private static final String INSTEAD =
      "Put the password into ~/.pgpass, or into the variable PGPASSWORD.";

  private final String url;
  private final Properties settings;

  private PostgresAddress(String url, Properties settings) {
    this.url = url;
    this.settings = settings;
  }

  /**
   * An address as a user writes it.
   *
   * @throws dev.bivouac.journal.JournalFailedException if it cannot be one
   */
  static PostgresAddress of(String url, Map<String, String> environment) {
    problem(url)
        .ifPresent(said -> {
          throw PostgresTrouble.badAddress(said);
        });
    var settings = new Properties();
    // What the address itself says wins.
    settings.setProperty(
        "user", environment.getOrDefault("PGUSER", System.getProperty("user.name")));
    Optional.ofNullable(environment.get("BIVOUAC_STORE_PASSWORD"))
        .or(() -> Optional.ofNullable(environment.get("PGPASSWORD")))
        .ifPresent(password -> settings.setProperty("password", password));
    settings.setProperty("ApplicationName", "bivouac");
    settings.setProperty("connectTimeout", "10");
    // Longer than the server lets an abandoned transaction keep its locks.
    settings.setProperty("socketTimeout", "40");
    settings.setProperty("tcpKeepAlive", "true");
    return new PostgresAddress(url, settings);
  }

  /** What is wrong with an address, as a sentence that does not repeat it. */
  static Optional<String> problem(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.contains("password=")) {
      return Optional.of(
          "Store address must hold no password: others could see it in the list of processes. "
              + INSTEAD);
    }
    int host = url.indexOf("//");
    if (host >= 0 && url.substring(host).split("[/?]", 4)[2].contains("@")) {
      return Optional.of(
          "Store address must begin with the host: say ?user=NAME at its end. " + INSTEAD);
    }
    return FORM.matcher(url).matches()
        ? Optional.empty()
        : Optional.of(
            "Store address must look like jdbc:postgresql://HOST:PORT/DATABASE, with ?user=NAME where it is not your own.");
  }

  String url() {
    return url;
  }

  Properties settings() {
    var copy = new Properties();
    copy.putAll(settings);
    return copy;
  }

  /** As people are told: without parameters. */
  @Override
  public String toString() {
    return Stores.shown(url);
  }
}
