package gatehouse.menu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.menu.GameMenu.Standing;
import gatehouse.menu.TakeoverMenu.Answer;
import gatehouse.menu.WatchMenu.Occasion;
import gatehouse.menu.WatchMenu.Watchable;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.SessionId;
import gatehouse.terminal.Key;
import gatehouse.terminal.Key.Named;
import gatehouse.terminal.TerminalSize;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Menus used with arrows, Enter and help as well as with letters. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.4-menu")
class NavigationTest {

  private static final Visitor ALICE = new Visitor.Player(new PlayerName("alice"));
  private static final MainMenu.NamedGame NETHACK =
      new MainMenu.NamedGame(new GameId("nethack"), "NetHack");
  private static final MainMenu.NamedGame CRAWL =
      new MainMenu.NamedGame(new GameId("crawl"), "Crawl");

  @Nested
  class The_main_menu {

    private final MainMenu menu =
        MainMenu.of(List.of(), ALICE, "")
            .withGames(List.of(), Optional.of(CRAWL), Optional.of(NETHACK));

    private MainMenu.Choice after(Key... keys) {
      var shown = menu;
      MainMenu.Choice choice = new MainMenu.Ignored();
      for (Key key : keys) {
        choice = shown.choose(key);
        if (choice instanceof MainMenu.Changed(MainMenu next)) {
          shown = next;
        }
      }
      return choice;
    }

    @Test
    void plays_the_last_game_with_r_and_resumes_the_newest_save_with_R() {
      assertThat(after(Key.of('r'))).isEqualTo(new MainMenu.PlayGame(new GameId("crawl")));
      assertThat(after(Key.of('R'))).isEqualTo(new MainMenu.PlayGame(new GameId("nethack")));
    }

    @Test
    void takes_either_case_where_only_one_is_used() {
      var played =
          MainMenu.of(List.of(), ALICE, "")
              .withGames(List.of(), Optional.of(CRAWL), Optional.empty());
      assertThat(played.choose(Key.of('R'))).isEqualTo(new MainMenu.PlayGame(new GameId("crawl")));
      for (char key : "pPwWcCeEqQ".toCharArray()) {
        assertThat(after(Key.of(key)))
            .as("%s", key)
            .isEqualTo(after(Key.of(Character.toLowerCase(key))))
            .isNotEqualTo(new MainMenu.Ignored());
      }
    }

    @Test
    void is_moved_through_by_arrows_j_and_k_and_chosen_from_by_enter() {
      assertThat(after(Named.DOWN, Named.ENTER)).isEqualTo(new MainMenu.Play());
      assertThat(after(Named.UP, Named.ENTER)).isEqualTo(new MainMenu.Quit());
      assertThat(after(Key.of('j'), Key.of('j'), Key.of('k'), Named.ENTER))
          .isEqualTo(new MainMenu.Play());
      assertThat(after(Named.END, Named.DOWN, Named.ENTER)).isEqualTo(new MainMenu.Play());
    }

    @Test
    void explains_every_key_it_has_and_no_other() {
      var helping = (MainMenu.Changed) after(Key.of('?'));
      var help = GoldenScreens.shown(helping.menu().page(), TerminalSize.STANDARD);
      for (char key : "prRwceq".toCharArray()) {
        assertThat(help).contains("\n " + key + " ");
      }
      assertThat(after(Key.of('?'), Key.of('q'))).isEqualTo(new MainMenu.Changed(menu));
    }
  }

  @Nested
  class The_list_of_games {

    private GameMenu of(int games) {
      return GameMenu.of(
          IntStream.range(0, games)
              .mapToObj(number ->
                  new GameMenu.Entry(
                      new GameId("game-" + number), "Game " + number, "", Standing.NEW, ""))
              .toList());
    }

    private GameMenu.Choice after(GameMenu menu, Key... keys) {
      var shown = menu;
      GameMenu.Choice choice = new GameMenu.Ignored();
      for (Key key : keys) {
        choice = shown.choose(key, TerminalSize.STANDARD);
        if (choice instanceof GameMenu.Changed(GameMenu next)) {
          shown = next;
        }
      }
      return choice;
    }

    @Test
    void is_moved_through_also_over_the_end_of_a_page() {
      assertThat(after(of(3), Named.DOWN, Named.DOWN, Named.ENTER))
          .isEqualTo(new GameMenu.Start(new GameId("game-1")));
      var downs = new Key[31];
      Arrays.fill(downs, Named.DOWN);
      downs[30] = Named.ENTER;
      assertThat(after(of(40), downs)).isEqualTo(new GameMenu.Start(new GameId("game-29")));
    }

    @Test
    void takes_j_and_k_for_letters_where_games_have_them() {
      assertThat(after(of(3), Key.of('j'), Named.ENTER))
          .isEqualTo(new GameMenu.Start(new GameId("game-0")));
      assertThat(after(of(12), Key.of('j'))).isEqualTo(new GameMenu.Start(new GameId("game-9")));
    }
  }

  @Nested
  @Tag("S1.2-spectator")
  class The_list_of_games_in_progress {

    private static final Instant NOW = Instant.parse("2026-11-22T21:00:00Z");

    private final WatchMenu menu =
        WatchMenu.of(
            List.of(
                game("bob", 132, 50, 1),
                game("alice", 80, 24, 100),
                game("Albert", 80, 24, 3),
                game("zoe", 80, 24, 2)),
            "");

    private static Watchable game(String player, int columns, int rows, int idle) {
      return new Watchable(
          new SessionId("of-" + player),
          new PlayerName(player),
          "NH36",
          new TerminalSize(columns, rows),
          NOW.minusSeconds(1000 + idle),
          NOW.minusSeconds(idle),
          idle,
          false);
    }

    private static Occasion on(TerminalSize size) {
      return new Occasion(size, NOW, ZoneOffset.UTC);
    }

    private WatchMenu.Choice after(WatchMenu from, String typed) {
      var shown = from;
      WatchMenu.Choice choice = new WatchMenu.Ignored();
      for (int at = 0; at < typed.length(); at++) {
        char letter = typed.charAt(at);
        Key key =
            switch (letter) {
              case 'v' -> Named.DOWN;
              case '^' -> Named.UP;
              case '\r' -> Named.ENTER;
              default -> Key.of(letter);
            };
        choice = shown.choose(key, on(TerminalSize.STANDARD), new Random(7));
        if (choice instanceof WatchMenu.Changed(WatchMenu next)) {
          shown = next;
        }
      }
      return choice;
    }

    private String watched(String typed) {
      return after(menu, typed) instanceof WatchMenu.Watch(Watchable game)
          ? game.player().value()
          : "nobody";
    }

    private WatchMenu menuAfter(String typed) {
      return ((WatchMenu.Changed) after(menu, typed)).menu();
    }

    @Test
    void is_sorted_by_name_and_each_game_has_a_letter() {
      assertThat(watched("a")).isEqualTo("Albert");
      assertThat(watched("c")).isEqualTo("bob");
      assertThat(watched("x")).isEqualTo("nobody");
    }

    @Test
    void is_sorted_by_other_columns_with_dots_and_commas() {
      assertThat(watched("....a")).isEqualTo("bob");
      assertThat(watched(",a")).isEqualTo("alice");
    }

    @Test
    void is_moved_through_and_the_selection_follows_its_player() {
      assertThat(watched("vv\r")).isEqualTo("alice");
      assertThat(watched("jjk\r")).isEqualTo("Albert");
      var moved =
          menuAfter("vv").withGames(List.of(game("aaron", 80, 24, 9), game("alice", 80, 24, 9)));
      assertThat(after(moved, "\r")).isInstanceOf(WatchMenu.Watch.class);
      assertThat(((WatchMenu.Watch) after(moved, "\r")).game().player().value()).isEqualTo("alice");
    }

    @Test
    void finds_a_player_by_the_beginning_of_the_name() {
      assertThat(watched("/ZO\r")).isEqualTo("zoe");
      assertThat(menuAfter("/al\r").notice()).isEqualTo("2 players match; Enter watches one.");
      assertThat(watched("/al\r\r")).isEqualTo("Albert");
      assertThat(menuAfter("/no\r").notice()).isEqualTo("Nobody of that name plays.");
      assertThat(menuAfter("/z\r").notice()).isEqualTo("At least two letters, please.");
    }

    @Test
    void chooses_at_random_only_what_is_lively_and_fits() {
      for (int i = 0; i < 20; i++) {
        assertThat(watched("*")).isIn("Albert", "zoe");
      }
      var large = WatchMenu.of(List.of(game("bob", 132, 50, 1)), "");
      assertThat(((WatchMenu.Changed) after(large, "*")).menu().notice())
          .isEqualTo("Nothing lively fits your terminal.");
    }

    @Test
    void stays_as_it_is_while_it_is_paused() {
      var paused = menuAfter("\\");
      assertThat(paused.withGames(List.of()).games()).hasSize(4);
      var on = ((WatchMenu.Changed) after(paused, "\\")).menu();
      assertThat(on.withGames(List.of()).games()).isEmpty();
    }

    @Test
    void is_left_by_q() {
      assertThat(after(menu, "q")).isEqualTo(new WatchMenu.Back());
      assertThat(after(menu, "Q")).isEqualTo(new WatchMenu.Back());
    }

    @Test
    void shows_sizes_that_do_not_fit_in_red() {
      var page =
          new String(menu.page(on(TerminalSize.STANDARD)).draw(TerminalSize.STANDARD), UTF_8);
      assertThat(page).contains("\033[0;31m132x50").doesNotContain("\033[0;31m80x24");
    }
  }

  @Test
  void a_game_at_another_terminal_is_taken_over_watched_ended_or_left() {
    var menu = TakeoverMenu.of("NetHack");
    assertThat(menu.choose(Key.of('a'))).isEqualTo(new Question.Answered<>(Answer.TAKE_OVER));
    assertThat(menu.choose(Key.of('W'))).isEqualTo(new Question.Answered<>(Answer.WATCH));
    assertThat(menu.choose(Key.of('s'))).isEqualTo(new Question.Answered<>(Answer.SAVE_AND_END));
    assertThat(menu.choose(Key.of('q'))).isEqualTo(new Question.Left<>());
    assertThat(menu.choose(Named.ESCAPE)).isEqualTo(new Question.Left<>());
    assertThat(menu.choose(Named.ENTER)).isEqualTo(new Question.Ignored<>());
    var moved = ((Question.Changed<Answer>) menu.choose(Named.DOWN)).question();
    assertThat(moved.choose(Named.ENTER)).isEqualTo(new Question.Answered<>(Answer.TAKE_OVER));
  }
}
