package gatehouse.menu;

import gatehouse.menu.WatchMenu.Watchable;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The columns of the list of games in progress, in dgamelaunch's order and places. */
enum WatchColumn {
  USERNAME("Username", 15),
  GAME("Game", 6),
  SIZE("Size", 7),
  START("Start date & time", 19),
  IDLE("Idle time", 10),
  WATCHERS("Watchers", 8);

  /** A column at its place. */
  record Placed(WatchColumn column, int at) {}

  private static final DateTimeFormatter START_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final int SHORTEST_IDLE = 4;

  private static final List<Placed> WIDE =
      List.of(
          new Placed(USERNAME, 4),
          new Placed(GAME, 21),
          new Placed(SIZE, 28),
          new Placed(START, 37),
          new Placed(IDLE, 58),
          new Placed(WATCHERS, 70));

  private static final List<Placed> MIDDLE =
      List.of(
          new Placed(USERNAME, 4),
          new Placed(GAME, 21),
          new Placed(SIZE, 28),
          new Placed(IDLE, 37));

  private static final List<Placed> NARROW =
      List.of(new Placed(USERNAME, 4), new Placed(GAME, 20), new Placed(IDLE, 27));

  private final String title;
  private final int width;

  WatchColumn(String title, int width) {
    this.title = title;
    this.width = width;
  }

  /** Those that fit. */
  static List<Placed> on(TerminalSize size) {
    if (size.columns() >= 78) {
      return WIDE;
    }
    return size.columns() >= 47 ? MIDDLE : NARROW;
  }

  String title() {
    return title;
  }

  int width() {
    return width;
  }

  /** By this column, and by name where it is the same. */
  Comparator<Watchable> order() {
    Comparator<Watchable> order =
        switch (this) {
          case USERNAME -> Comparator.comparing(game -> game.player().folded());
          case GAME -> Comparator.comparing(game -> game.game().toLowerCase(Locale.ROOT));
          case SIZE -> Comparator.comparingInt(game -> game.size().columns() * game.size().rows());
          case START -> Comparator.comparing(Watchable::started);
          case IDLE -> Comparator.comparing(Watchable::active).reversed();
          case WATCHERS -> Comparator.comparingInt(Watchable::watchers).reversed();
        };
    return order.thenComparing(game -> game.player().folded());
  }

  WatchColumn next(int by) {
    var all = List.of(values());
    return all.get(Math.floorMod(all.indexOf(this) + by, all.size()));
  }

  /** What stands in this column. */
  String text(Watchable game, Instant now, ZoneId zone) {
    return switch (this) {
      case USERNAME -> game.player().value();
      case GAME -> game.recovered() ? game.game() + "*" : game.game();
      case SIZE -> game.size().toString();
      case START -> START_TIME.format(game.started().atZone(zone));
      case IDLE -> idle(Duration.between(game.active(), now));
      case WATCHERS -> String.valueOf(game.watchers());
    };
  }

  private static String idle(Duration time) {
    if (time.toSeconds() <= SHORTEST_IDLE) {
      return "";
    }
    if (time.toHours() > 0) {
      return "%dh %dm".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%dm %ds".formatted(time.toMinutes(), time.toSecondsPart())
        : time.toSeconds() + "s";
  }
}
