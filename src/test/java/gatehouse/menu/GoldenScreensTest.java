package gatehouse.menu;

import gatehouse.menu.GameMenu.Standing;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.Key;
import gatehouse.terminal.KeyDecoder;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
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

  private static MainMenu.Running running(String id, String name) {
    return new MainMenu.Running(new GameId(id), name);
  }

  private static GameMenu.Entry game(String name, String missing, Standing standing) {
    return new GameMenu.Entry(
        new GameId(name.toLowerCase(Locale.ROOT).replace(' ', '-')), name, missing, standing);
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
        screen(
            "main-anonymous",
            always(new MainMenu(banner(anonymous), anonymous, List.of(), "").page())),
        screen("main-signed-in", always(new MainMenu(banner(ALICE), ALICE, List.of(), "").page())),
        screen(
            "main-one-running",
            always(
                new MainMenu(
                        banner(ALICE),
                        ALICE,
                        List.of(running("nethack", "NetHack")),
                        "The connection to your game was lost. It runs on, safe and sound.")
                    .page())),
        screen(
            "main-three-running",
            always(
                new MainMenu(
                        banner(ALICE),
                        ALICE,
                        List.of(
                            running("nethack", "NetHack"),
                            running("crawl", "Dungeon Crawl"),
                            running("moria", "Moria")),
                        "")
                    .page())),
        screen("games-none", GameMenu.of(List.of())::page),
        screen("games-one", GameMenu.of(nineGames().subList(0, 1))::page),
        screen("games-nine", GameMenu.of(nineGames()).withNotice("Your game was saved.")::page),
        screen("games-forty", GameMenu.of(fortyGames())::page),
        screen("games-forty-last-page", new GameMenu(fortyGames(), 99, "")::page),
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
