package gatehouse.database;

import java.sql.SQLException;
import java.util.Optional;

/** What a database's first complaint means to an operator. */
final class Complaint {

  private Complaint() {}

  /** One line that says what is wrong and what to do. */
  static DatabaseStartException of(DatabaseSettings settings, SQLException failure) {
    var advice =
        switch (settings.dialect()) {
          case H2 -> embedded();
          case POSTGRESQL ->
              postgresql(settings, Optional.ofNullable(failure.getSQLState()).orElse(""));
        };
    return new DatabaseStartException(
        "the database at %s %s (%s)".formatted(settings.address(), advice, oneLine(failure)),
        failure);
  }

  private static String embedded() {
    return "is in use by another gatehouse, or damaged: stop the other one, or set"
        + " GATEHOUSE_DATA_DIR to another folder";
  }

  /** By the codes of PostgreSQL's appendix A, of which the first two digits are a class. */
  private static String postgresql(DatabaseSettings settings, String state) {
    return switch (state) {
      case "3D000" -> "does not exist: create it, or set gatehouse.database.url to one that does";
      case "42501" ->
          "does not let %s make or write its tables: GRANT CREATE ON SCHEMA public TO it, or make"
                  .formatted(settings.user())
              + " it the owner of the database";
      case "57P03" -> "is starting or stopping: try again in a moment";
      case "53300" -> "has no free connection: raise its max_connections, or stop who holds them";
      case "55P03" -> "is being migrated by another gatehouse: wait for it";
      default ->
          switch (state.length() == 5 ? state.substring(0, 2) : "") {
            case "28" ->
                "does not let %s in: check gatehouse.database.user and password, and pg_hba.conf"
                    .formatted(settings.user());
            case "08", "57" ->
                "cannot be reached: start it, or set gatehouse.database.url to where it is";
            default -> "cannot be used";
          };
    };
  }

  /** A driver's complaint without its line breaks. */
  static String oneLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
  }
}
