package gatehouse.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** How much each part of the process logs, changeable while it runs; forgotten at its end. */
public final class LogLevels {

  /** A package or class, or the root of all. */
  private static final Pattern LOGGER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.]{0,199}");

  private static final Pattern LEVEL = Pattern.compile("TRACE|DEBUG|INFO|WARN|ERROR|OFF");

  private LogLevels() {}

  /** The loggers that have a level of their own. */
  public static Map<String, String> configured() {
    var levels = new TreeMap<String, String>();
    for (Logger logger : context().getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger.getName(), logger.getLevel().toString());
      }
    }
    return levels;
  }

  /**
   * Sets one logger's level.
   *
   * @param logger a package or class, or {@code ROOT}
   * @param level of TRACE, DEBUG, INFO, WARN, ERROR and OFF, upper or lower case
   * @return what is wrong with either; empty if it is done
   */
  public static Optional<String> set(String logger, String level) {
    if (!LOGGER.matcher(logger).matches()) {
      return Optional.of("that is no logger's name");
    }
    var name = level.strip().toUpperCase(Locale.ROOT);
    if (!LEVEL.matcher(name).matches()) {
      return Optional.of("a level is one of TRACE, DEBUG, INFO, WARN, ERROR and OFF");
    }
    context().getLogger(logger).setLevel(Level.toLevel(name));
    return Optional.empty();
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
