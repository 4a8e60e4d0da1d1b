package dev.bivouac.cli.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * How much is logged while no run is under way. The first logger of the process makes one, by its
 * name; where nothing logs, nothing is set up.
 */
public final class LogDefaults {
  private static final String CLASS = "java.util.logging.config.class";
  private static final String SCREEN = "bivouac.log.screen";

  private static final String LEVELS =
      """
      .level = WARNING
      dev.bivouac.level = INFO
      """;

  /**
   * Sets the logging up.
   *
   * @throws IOException never: what is read is in memory
   */
  public LogDefaults() throws IOException {
    String handlers =
        Boolean.getBoolean(SCREEN) ? "handlers = java.util.logging.ConsoleHandler\n" : "";
    LogManager.getLogManager()
        .readConfiguration(
            new ByteArrayInputStream((LEVELS + handlers).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Says how much is logged, before anything is. Nothing reaches the screen unless it is asked for,
   * since it would stand in the middle of what people are shown.
   *
   * @param onScreen true to show on standard error what comes while no run is under way
   */
  public static void install(boolean onScreen) {
    System.setProperty(SCREEN, Boolean.toString(onScreen));
    System.setProperty(CLASS, LogDefaults.class.getName());
  }
}
