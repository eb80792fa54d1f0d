package gatehouse.menu;

import gatehouse.menu.GameMenu.Standing;
import gatehouse.menu.WatchMenu.Watchable;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.SessionId;
import gatehouse.terminal.Key;
import gatehouse.terminal.KeyDecoder;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Each menu as terminals of four sizes show it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.4-menu")
@Tag("C-menu")
class GoldenScreensTest {

  private static final Visitor ALICE = new Visitor.Player(new PlayerName("alice"));

  private static final Banner BANNER =
      Banner.of(
          """
           ## gatehouse - games over ssh ($SERVERID)
           ##
           ## Hello $USERNAME. Games on this server are recorded and may be watched.
           ## It is $DATETIME UTC; this is version $VERSION.
          """);

  private static List<String> banner(Visitor visitor) {
    return BANNER.lines(
        visitor,
        new Banner.Facts(
            "eu", "1.0", ZonedDateTime.of(2026, 11, 22, 20, 57, 1, 0, ZoneOffset.UTC)));
  }

  private static MainMenu.NamedGame named(String id, String name) {
    return new MainMenu.NamedGame(new GameId(id), name);
  }

  private static MainMenu.RunningGame running(String id, String name) {
    return new MainMenu.RunningGame(new GameId(id), name, false);
  }

  private static MainMenu mainMenu(
      Visitor visitor, String notice, MainMenu.RunningGame... running) {
    return MainMenu.of(banner(visitor), visitor, notice)
        .withGames(List.of(running), Optional.empty(), Optional.empty());
  }

  private static MainMenu veteransMenu() {
    return MainMenu.of(banner(ALICE), ALICE, "")
        .withGames(
            List.of(),
            Optional.of(named("crawl", "Dungeon Crawl")),
            Optional.of(named("nethack", "NetHack")));
  }

  private static final RecoveryMenu.Wreck CRASH =
      new RecoveryMenu.Wreck("NetHack", false, "T:1234 on Dlvl:5");
  private static final RecoveryMenu.Wreck DAMAGE =
      new RecoveryMenu.Wreck("NetHack", true, "T:1234 on Dlvl:5");

  private static final Instant NOW = Instant.parse("2026-11-22T21:00:11Z");

  private static Watchable playing(String player, String game, int columns, int rows, int idle) {
    return new Watchable(
        new SessionId("round-of-" + player),
        new PlayerName(player),
        game,
        new TerminalSize(columns, rows),
        NOW.minusSeconds(62 + idle),
        NOW.minusSeconds(idle),
        idle % 7,
        columns > 80);
  }

  private static WatchMenu threeWatchable() {
    return WatchMenu.of(
        List.of(
            playing("bob", "DCSS", 132, 50, 1),
            playing("alice", "NH36", 80, 24, 62),
            playing("Carolinagrossmutter", "Cellr", 40, 15, 3723)),
        "");
  }

  private static WatchMenu sixtyWatchable() {
    return WatchMenu.of(
        IntStream.rangeClosed(1, 60)
            .mapToObj(number -> playing("player" + number, "NH36", 80, 24, number))
            .toList(),
        "Bob's game is over.");
  }

  private static Function<TerminalSize, Page> watching(WatchMenu menu, String typed) {
    return size -> {
      var occasion = new WatchMenu.Occasion(size, NOW, ZoneOffset.UTC);
      var shown = menu;
      for (Key key : new KeyDecoder().decode(typed.getBytes(StandardCharsets.UTF_8))) {
        if (shown.choose(key, occasion, new Random(1)) instanceof WatchMenu.Changed(var next)) {
          shown = next;
        }
      }
      return shown.page(occasion);
    };
  }

  private static Page typed(MainMenu menu, String typed) {
    var shown = menu;
    for (Key key : new KeyDecoder().decode(typed.getBytes(StandardCharsets.UTF_8))) {
      if (shown.choose(key) instanceof MainMenu.Changed(var next)) {
        shown = next;
      }
    }
    return shown.page();
  }

  private static GameMenu.Entry game(String name, String missing, Standing standing) {
    return new GameMenu.Entry(
        new GameId(name.toLowerCase(Locale.ROOT).replace(' ', '-')),
        name,
        missing,
        standing,
        standing == Standing.SAVED ? "T:1234 on Dlvl:5" : "");
  }

  private static List<GameMenu.Entry> nineGames() {
    return List.of(
        game("NetHack", "", Standing.RUNNING),
        game("Crawl", "not installed: Debian package crawl", Standing.NEW),
        game("Angband", "", Standing.SAVED),
        game("Moria", "", Standing.NEW),
        game("Omega", "not installed: Debian package omega-rpg", Standing.SAVED),
        game("Robots", "", Standing.NEW),
        game("Greed", "", Standing.NEW),
        game("Tint", "", Standing.NEW),
        game("Colossal Cave", "", Standing.SAVED));
  }

  private static List<GameMenu.Entry> fortyGames() {
    return IntStream.rangeClosed(1, 40)
        .mapToObj(
            number -> game("Game " + number, number % 8 == 0 ? "not installed" : "", Standing.NEW))
        .toList();
  }

  private static Page typed(Form<?> form, String typed) {
    Form<?> now = form;
    for (Key key : new KeyDecoder().decode(typed.getBytes(StandardCharsets.UTF_8))) {
      if (now.type(key) instanceof Form.Asking<?>(var next)) {
        now = next;
      }
    }
    return now.page();
  }

  private static Function<TerminalSize, Page> always(Page page) {
    return size -> page;
  }

  @TestFactory
  Stream<DynamicTest> all_look_as_agreed() {
    var anonymous = new Visitor.Anonymous();
    return Stream.of(
        screen("main-anonymous", always(mainMenu(anonymous, "").page())),
        screen("main-signed-in", always(mainMenu(ALICE, "").page())),
        screen(
            "main-one-running",
            always(
                mainMenu(
                        ALICE,
                        "The connection to your game was lost. It runs on, safe and sound.",
                        running("nethack", "NetHack"))
                    .page())),
        screen(
            "main-three-running",
            always(
                mainMenu(
                        ALICE,
                        "",
                        running("nethack", "NetHack"),
                        running("crawl", "Dungeon Crawl"),
                        running("moria", "Moria"))
                    .page())),
        screen("main-veteran", always(veteransMenu().page())),
        screen("main-help", always(typed(veteransMenu(), "?"))),
        screen("waiting", always(new WaitingPage(17, Optional.of(Duration.ofMinutes(5))).page())),
        screen("waiting-next", always(new WaitingPage(1, Optional.empty()).page())),
        screen("takeover", always(TakeoverMenu.of("NetHack").page())),
        screen("recovery-of-crash", always(RecoveryMenu.of(CRASH).page())),
        screen("recovery-of-damage", always(RecoveryMenu.of(DAMAGE).page())),
        screen("watch-none", watching(WatchMenu.of(List.of(), ""), "")),
        screen("watch-three", watching(threeWatchable(), "")),
        screen("watch-three-by-idle-time", watching(threeWatchable(), "....")),
        screen("watch-three-paused", watching(threeWatchable(), "\\")),
        screen("watch-sixty", watching(sixtyWatchable(), "")),
        screen("watch-sixty-second-page", watching(sixtyWatchable(), ">")),
        screen("watch-search", watching(threeWatchable(), "/al")),
        screen("watch-help", watching(threeWatchable(), "?")),
        screen("watching-help", always(WatchHelp.page())),
        screen("email-change", always(typed(Forms.emailChange(), "old\rno-address\r"))),
        screen("games-none", GameMenu.of(List.of())::page),
        screen("games-one", GameMenu.of(nineGames().subList(0, 1))::page),
        screen("games-nine", GameMenu.of(nineGames()).withNotice("Your game was saved.")::page),
        screen("games-forty", GameMenu.of(fortyGames())::page),
        screen(
            "games-forty-last-page",
            new GameMenu(fortyGames(), 99, Optional.empty(), false, "")::page),
        screen("login-username", always(typed(Forms.login(), "alice"))),
        screen("login-password", always(typed(Forms.login(), "alice\rsecret"))),
        screen("register-name-refused", always(typed(Forms.registration(), "nethack\rbo"))),
        screen(
            "register-passwords-differ",
            always(typed(Forms.registration(), "alice\rsesame\rsimsim\r"))),
        screen(
            "register-long-email",
            always(
                typed(
                    Forms.registration(), "alice\rsesame\rsesame\r" + "long".repeat(30) + "@end"))),
        screen("password-change", always(typed(Forms.passwordChange(), "old\r"))));
  }

  private static DynamicTest screen(String name, Function<TerminalSize, Page> pages) {
    return DynamicTest.dynamicTest(name, () -> GoldenScreens.check(name, pages));
  }
}
