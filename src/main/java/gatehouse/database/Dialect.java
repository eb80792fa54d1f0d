package gatehouse.database;

import java.util.Arrays;
import java.util.Optional;

/** A kind of database, told by the beginning of its URL. */
enum Dialect {
  H2("jdbc:h2:file:", "slick.jdbc.H2Profile$", "org.h2.Driver", "sa"),
  POSTGRESQL(
      "jdbc:postgresql:", "slick.jdbc.PostgresProfile$", "org.postgresql.Driver", "gatehouse");

  private final String prefix;
  private final String profile;
  private final String driver;
  private final String defaultUser;

  Dialect(String prefix, String profile, String driver, String defaultUser) {
    this.prefix = prefix;
    this.profile = profile;
    this.driver = driver;
    this.defaultUser = defaultUser;
  }

  static Optional<Dialect> of(String url) {
    return Arrays.stream(values()).filter(dialect -> url.startsWith(dialect.prefix)).findFirst();
  }

  /** What Slick calls it. */
  String profile() {
    return profile;
  }

  /** The class of its JDBC driver. */
  String driver() {
    return driver;
  }

  /** Who connects if nobody is named. */
  String defaultUser() {
    return defaultUser;
  }

  /** The folder of its migrations. */
  String folder() {
    return switch (this) {
      case H2 -> "h2";
      case POSTGRESQL -> "postgresql";
    };
  }
}
