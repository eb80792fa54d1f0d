package gatehouse.game;

import gatehouse.model.GameId;
import gatehouse.model.PlayerName;

/** One player and one game: the entity id of a {@link GameSession}. */
record GameSessionId(String player, GameId game) {

  private static final char SEPARATOR = '.';

  static GameSessionId of(PlayerName player, GameId game) {
    return new GameSessionId(player.folded(), game);
  }

  /** Reads {@link #value}. */
  static GameSessionId parse(String value) {
    int separator = value.indexOf(SEPARATOR);
    if (separator < 0) {
      throw new IllegalArgumentException("not a session's entity id: " + value);
    }
    return new GameSessionId(
        value.substring(0, separator), new GameId(value.substring(separator + 1)));
  }

  /** Folded name and game, with a separator that neither can contain. */
  String value() {
    return player + SEPARATOR + game;
  }
}
