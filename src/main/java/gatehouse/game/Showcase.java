package gatehouse.game;

import gatehouse.game.Games.How;
import gatehouse.game.Games.LiveGame;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.time.Instant;

/**
 * How one running game is shown in lists: tells its host what changes there, that it writes at most
 * once a second. Not thread-safe.
 */
final class Showcase {

  private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(1);

  private final GameDesk desk;
  private LiveGame told;

  /** A game that has just been started, with nobody there. */
  Showcase(GameDesk desk, Shelf.Title title, How how) {
    this.desk = desk;
    var now = desk.tools().clock().instant();
    var open = desk.assignment().open();
    this.told =
        new LiveGame(
            desk.session(),
            open.player(),
            title.id(),
            title.shortName(),
            open.size(),
            now,
            now,
            false,
            0,
            how == How.RECOVERED);
    tell(told);
  }

  /** Tells what is different. */
  void show(TerminalSize size, boolean attached, int watchers) {
    if (!size.equals(told.size()) || attached != told.attached() || watchers != told.watchers()) {
      tell(with(size, told.active(), attached, watchers));
    }
  }

  /** The game has written something. */
  void wrote() {
    var now = desk.tools().clock().instant();
    if (Duration.between(told.active(), now).compareTo(BETWEEN_SIGNS_OF_LIFE) >= 0) {
      tell(with(told.size(), now, told.attached(), told.watchers()));
    }
  }

  private LiveGame with(TerminalSize size, Instant active, boolean attached, int watchers) {
    return new LiveGame(
        told.session(),
        told.player(),
        told.game(),
        told.shortName(),
        size,
        told.started(),
        active,
        attached,
        watchers,
        told.recovered());
  }

  private void tell(LiveGame now) {
    told = now;
    desk.assignment().host().tell(new GameHost.Changed(now));
  }
}
