package dev.bivouac.persistence;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flyway's words, which are meant for its own users: they go to the log at the lowest level. What
 * matters comes as an exception.
 */
record FlywayLog(Logger logger) implements Log {
  /** Made by Flyway, by name. */
  public static final class Creator implements LogCreator {
    /** Flyway calls it. */
    public Creator() {}

    @Override
    public Log createLogger(Class<?> type) {
      return new FlywayLog(LoggerFactory.getLogger(type));
    }
  }

  @Override
  public void debug(String message) {
    logger.trace(message);
  }

  @Override
  public void info(String message) {
    logger.trace(message);
  }

  @Override
  public void warn(String message) {
    logger.trace(message);
  }

  @Override
  public void error(String message) {
    logger.trace(message);
  }

  @Override
  public void error(String message, Exception e) {
    logger.trace(message, e);
  }

  @Override
  public void notice(String message) {
    logger.trace(message);
  }
}
