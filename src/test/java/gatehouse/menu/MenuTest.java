package gatehouse.menu;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.menu.GameMenu.Standing;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.terminal.Key;
import gatehouse.terminal.Key.Named;
import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("C-menu")
class MenuTest {

  private static final Visitor ANONYMOUS = new Visitor.Anonymous();
  private static final Visitor ALICE = new Visitor.Player(new PlayerName("alice"));
  private static final GameId NETHACK = new GameId("nethack");

  private static MainMenu mainMenu(Visitor visitor, MainMenu.RunningGame... running) {
    return MainMenu.of(List.of(), visitor, "")
        .withGames(List.of(running), Optional.empty(), Optional.empty());
  }

  @Nested
  class The_main_menu {

    @Test
    void offers_strangers_to_come_in_and_nothing_else() {
      var menu = mainMenu(ANONYMOUS);
      assertThat(menu.choose(Key.of('l'))).isEqualTo(new MainMenu.Login());
      assertThat(menu.choose(Key.of('R'))).isEqualTo(new MainMenu.Register());
      assertThat(menu.choose(Key.of('q'))).isEqualTo(new MainMenu.Quit());
      assertThat(menu.choose(Key.of('p'))).isEqualTo(new MainMenu.Ignored());
      assertThat(menu.choose(Key.of('c'))).isEqualTo(new MainMenu.Ignored());
      assertThat(menu.choose(Named.ENTER)).isEqualTo(new MainMenu.Ignored());
    }

    @Test
    void offers_players_to_play() {
      var menu = mainMenu(ALICE);
      assertThat(menu.choose(Key.of('P'))).isEqualTo(new MainMenu.Play());
      assertThat(menu.choose(Key.of('c'))).isEqualTo(new MainMenu.ChangePassword());
      assertThat(menu.choose(Key.of('Q'))).isEqualTo(new MainMenu.Quit());
      assertThat(menu.choose(Key.of('l'))).isEqualTo(new MainMenu.Ignored());
    }

    @Test
    void leads_back_to_the_first_game_that_runs() {
      var menu =
          mainMenu(
              ALICE,
              new MainMenu.RunningGame(NETHACK, "NetHack", false),
              new MainMenu.RunningGame(new GameId("crawl"), "Crawl", false));
      assertThat(menu.choose(Named.ENTER)).isEqualTo(new MainMenu.PlayGame(NETHACK));
      assertThat(mainMenu(ALICE).choose(Named.ENTER)).isEqualTo(new MainMenu.Ignored());
    }

    @Test
    void tells_a_game_that_is_played_at_another_terminal_from_one_that_waits() {
      var elsewhere = new MainMenu.RunningGame(NETHACK, "NetHack", true);
      assertThat(mainMenu(ALICE, elsewhere).page().rows().toString())
          .contains("is being played at another terminal; press Enter for it.")
          .doesNotContain("still running");
    }

    @Test
    void is_drawn_again_by_control_l_and_left_by_control_c_and_d() {
      assertThat(mainMenu(ALICE).choose(new Key.Control('L'))).isEqualTo(new MainMenu.Redraw());
      assertThat(mainMenu(ALICE).choose(new Key.Control('C'))).isEqualTo(new MainMenu.Quit());
      assertThat(mainMenu(ALICE).choose(new Key.Control('D'))).isEqualTo(new MainMenu.Quit());
    }
  }

  @Nested
  @Tag("RA-gamemenu")
  class The_game_menu {

    private static final TerminalSize SMALL = new TerminalSize(40, 15);

    private final GameMenu forty =
        GameMenu.of(
            IntStream.range(0, 40)
                .mapToObj(number -> entry("game-" + number, number < 35 ? "" : "missing"))
                .toList());

    private static GameMenu.Entry entry(String id, String missing) {
      return new GameMenu.Entry(new GameId(id), id, missing, Standing.NEW, "");
    }

    @Test
    void starts_a_game_by_its_letter_in_either_case() {
      var menu = GameMenu.of(List.of(entry("crawl", "not here"), entry("nethack", "")));
      assertThat(menu.choose(Key.of('a'), SMALL)).isEqualTo(new GameMenu.Start(NETHACK));
      assertThat(menu.choose(Key.of('A'), SMALL)).isEqualTo(new GameMenu.Start(NETHACK));
      assertThat(menu.choose(Key.of('b'), SMALL)).isEqualTo(new GameMenu.Ignored());
    }

    @Test
    void skips_q_and_goes_on_with_capitals() {
      assertThat(forty.choose(Key.of('p'), SMALL)).isEqualTo(start("game-15"));
      assertThat(forty.choose(Key.of('r'), SMALL)).isEqualTo(start("game-16"));
      assertThat(forty.choose(Key.of('z'), SMALL)).isEqualTo(start("game-24"));
      assertThat(forty.choose(Key.of('A'), SMALL)).isEqualTo(start("game-25"));
      assertThat(forty.choose(Key.of('J'), SMALL)).isEqualTo(start("game-34"));
      assertThat(forty.choose(Key.of('K'), SMALL)).isEqualTo(start("game-10"));
    }

    private static GameMenu.Start start(String id) {
      return new GameMenu.Start(new GameId(id));
    }

    @Test
    void turns_pages_and_stops_at_the_ends() {
      assertThat(forty.choose(Key.of('<'), SMALL)).isEqualTo(new GameMenu.Ignored());
      GameMenu menu = forty;
      int pages = 1;
      while (menu.choose(Named.PAGE_DOWN, SMALL) instanceof GameMenu.Changed(GameMenu next)) {
        menu = next;
        pages++;
      }
      assertThat(pages).isEqualTo(5);
      assertThat(menu.choose(Key.of('<'), SMALL)).isInstanceOf(GameMenu.Changed.class);
      assertThat(menu.choose(Key.of('>'), new TerminalSize(80, 60)))
          .isEqualTo(new GameMenu.Ignored());
    }

    @Test
    void gives_every_game_a_letter_however_many_there_are() {
      var many =
          new GameMenu(
              IntStream.range(0, 120).mapToObj(number -> entry("game-" + number, "")).toList(),
              2,
              Optional.empty(),
              false,
              "");
      var tall = new TerminalSize(80, 200);
      assertThat(many.choose(Key.of('b'), tall))
          .isEqualTo(new GameMenu.Start(new GameId("game-101")));
    }

    @Test
    void is_left_by_q_escape_and_control_c() {
      for (Key key : List.of(Key.of('q'), Key.of('Q'), Named.ESCAPE, new Key.Control('C'))) {
        assertThat(forty.choose(key, SMALL)).isEqualTo(new GameMenu.Back());
      }
      assertThat(forty.choose(new Key.Control('L'), SMALL)).isEqualTo(new GameMenu.Redraw());
    }

    @Test
    void keeps_its_page_when_the_catalogue_changes() {
      var turned = new GameMenu(forty.entries(), 3, Optional.empty(), false, "");
      assertThat(turned.withEntries(forty.entries().subList(0, 39)).page()).isEqualTo(3);
      var shrunk = turned.withEntries(forty.entries().subList(0, 2));
      assertThat(GoldenScreens.shown(shrunk.page(SMALL), SMALL)).contains(" a) game-0");
    }
  }

  @Nested
  class A_banner {

    private static final Banner.Facts FACTS =
        new Banner.Facts(
            "$USERNAME", "1.0", ZonedDateTime.of(2026, 11, 22, 20, 57, 1, 0, ZoneOffset.UTC));

    @Test
    void has_its_variables_substituted_once() {
      var banner = Banner.of("$USERNAME $SERVERID $VERSION $DATETIME $HOME $");
      assertThat(banner.lines(ANONYMOUS, FACTS))
          .containsExactly("[Anonymous] $USERNAME 1.0 2026-11-22 20:57:01 $HOME $");
      assertThat(Banner.of("$USERNAME$USERNAME").lines(ALICE, FACTS)).containsExactly("alicealice");
    }

    @Test
    void is_at_most_24_lines_without_control_characters() {
      var banner = Banner.of("a\033[2J\n".repeat(30));
      assertThat(banner.lines(ANONYMOUS, FACTS)).hasSize(24).containsOnly("a?[2J");
    }
  }

  @Nested
  @Tag("S1.4-menu")
  class Every_page {

    @Test
    void fits_every_size_and_keeps_its_prompt() {
      var menu =
          MainMenu.of(
                  List.of("banner", "龍龍龍龍龍龍龍龍"),
                  ALICE,
                  "A notice that is quite a bit longer than a phone is wide.")
              .withGames(
                  List.of(new MainMenu.RunningGame(NETHACK, "NetHack", false)),
                  Optional.empty(),
                  Optional.empty());
      var pages = new ArrayList<Page>(List.of(menu.page(), Forms.login().page()));
      for (int columns = 1; columns < 60; columns += 3) {
        for (int rows = 1; rows < 20; rows++) {
          var size = new TerminalSize(columns, rows);
          pages.add(GameMenu.of(List.of(entry())).page(size));
          for (Page page : pages) {
            var screen = new Screen(size);
            screen.feed(page.draw(size));
            String prompt = " =>".substring(0, Math.min(columns - 1, 3)).stripTrailing();
            assertThat(screen.lineText(screen.cursorRow())).as("%s", size).isEqualTo(prompt);
            assertThat(screen.cursorVisible()).isTrue();
          }
          pages.removeLast();
        }
      }
    }

    private static GameMenu.Entry entry() {
      return new GameMenu.Entry(NETHACK, "NetHack", "", Standing.SAVED, "");
    }

    @Test
    void is_printed_without_any_sequence_on_a_terminal_that_knows_none() {
      byte[] printed = mainMenu(ALICE).page().print(TerminalSize.STANDARD);
      assertThat(new String(printed, StandardCharsets.UTF_8))
          .contains("p) Play a game\r\n")
          .endsWith("\r\n => ")
          .doesNotContain("\033");
    }
  }
}
