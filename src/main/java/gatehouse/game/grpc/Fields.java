package gatehouse.game.grpc;

import static gatehouse.rpc.Refusal.Kind.INVALID_ARGUMENT;

import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.rpc.Refusal;
import gatehouse.terminal.TerminalSize;
import java.util.function.Function;

/** Fields of requests as values; each refuses what is wrong with one line that names the field. */
final class Fields {

  private static final int LONGEST_TERM = 64;
  private static final int LONGEST_TICKET = 128;

  private Fields() {}

  static RequestId requestId(String field) {
    return value("request_id", field, RequestId::new);
  }

  static GameId gameId(String field) {
    return value("game_id", field, GameId::new);
  }

  static SessionId sessionId(String field) {
    return value("session_id", field, SessionId::new);
  }

  static Ticket ticket(String field) {
    if (field.isEmpty() || field.length() > LONGEST_TICKET) {
      throw invalid("ticket", "1 to " + LONGEST_TICKET + " characters");
    }
    return new Ticket(field);
  }

  static String term(String field) {
    if (field.length() > LONGEST_TERM) {
      throw invalid("term", "at most " + LONGEST_TERM + " characters");
    }
    return field;
  }

  /** Sides are unsigned on the wire; whatever is absurd is made sensible. */
  static TerminalSize size(int columns, int rows) {
    return TerminalSize.sanitized(Integer.toUnsignedLong(columns), Integer.toUnsignedLong(rows));
  }

  static PlayerName playerName(String field) {
    return value("player", field, PlayerName::new);
  }

  /** Who administers, for the record. */
  static String operator(String field) {
    if (!field.matches("\\P{Cntrl}{1,64}")) {
      throw invalid("operator", "1 to 64 printable characters");
    }
    return field;
  }

  static long epoch(long field) {
    if (field <= 0) {
      throw invalid("epoch", "the number of a save, above zero");
    }
    return field;
  }

  static Refusal invalid(String field, String rule) {
    return new Refusal(INVALID_ARGUMENT, field + ": " + rule);
  }

  private static <T> T value(String name, String field, Function<String, T> parse) {
    try {
      return parse.apply(field);
    } catch (IllegalArgumentException broken) {
      throw invalid(name, String.valueOf(broken.getMessage()));
    }
  }
}
