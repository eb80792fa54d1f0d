package gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.util.ByteString;
import gatehouse.backend.Games;
import gatehouse.backend.Games.LiveGame;
import gatehouse.backend.Games.Standing;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.SessionId;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import gatehouse.testkit.FakeGames;
import gatehouse.testkit.FakeLine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a session does about games that are played at other terminals. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class GamesOfOthersTest {

  private OneVisit visit;
  private FakeLine person;
  private FakeGames games;

  @BeforeEach
  void prepare(ActorTestKit testKit) {
    visit = new OneVisit(testKit);
    person = visit.person();
    games = visit.games();
  }

  private static LiveGame gameOf(String player) {
    return new LiveGame(
        new SessionId("game-of-" + player),
        new PlayerName(player),
        new GameId("nethack"),
        "NH36",
        TerminalSize.STANDARD,
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        false);
  }

  private void shows(String text) {
    games.tellsViewers(new Games.Keyframe(0, TerminalSize.STANDARD, ByteString.fromString(text)));
  }

  @Nested
  @Tag("SD-spectate")
  class Watching {

    @BeforeEach
    void open_the_list() {
      games.shows(gameOf("Bob"));
      visit.begins(Duration.ofMinutes(5));
      person.sees("Not logged in.");
      person.types("w");
      person.sees("a) Bob");
    }

    @Test
    void needs_no_account_and_no_key_reaches_the_game() {
      person.types("a");
      shows("Bob's dungeon");
      person.sees("Bob's dungeon");
      person.types("hjkl\u0003");
      person.sees("Games in progress");
      assertThat(games.openings()).isZero();
    }

    @Test
    void the_list_follows_what_runs() {
      games.shows(gameOf("Bob"), gameOf("Carol"));
      person.sees(") Carol");
      games.shows();
      person.sees("Sorry, no games available for viewing.");
    }

    @Test
    void the_help_covers_the_game_and_goes_away_by_any_key() {
      person.types("a");
      shows("one");
      person.sees("one");
      person.types("?");
      person.sees("back to the list of games");
      person.types("x");
      shows("two");
      person.sees("two");
    }

    @Test
    void the_end_of_the_game_leads_back_to_the_list_with_a_line() {
      person.types("a");
      shows("the last stand");
      person.sees("the last stand");
      games.endsForViewers(Games.Ending.SAVED, "");
      person.sees("Bob's game is saved.");
      person.sees("Games in progress");
    }

    @Test
    @Tag("S2.2-degrade")
    void a_cut_stream_is_told_and_mended() {
      person.types("a");
      shows("before");
      person.sees("before");
      games.breaksForViewers();
      person.sees("The game is out of reach; trying again ...");
      shows("after");
      person.sees("after");
    }

    @Test
    @Tag("C-errors")
    void a_game_that_cannot_be_joined_is_one_line_on_the_list() {
      games.refusesWith("This game is not there to be watched any more.");
      person.types("a");
      person.sees("This game is not there to be watched any more.");
      person.sees("Games in progress");
    }
  }

  @Nested
  @Tag("GD-persist")
  class A_game_of_ones_own_at_another_terminal {

    @BeforeEach
    void sign_in() {
      games.remembers("nethack", Standing.ATTACHED);
      games.shows(gameOf("Alice"));
      visit.begins(Duration.ofMinutes(5));
      person.types("lalice\rwonderland\r");
      person.sees("Your game of NetHack is being played at another");
      person.sees("a) Take it over here");
    }

    @Test
    void can_be_taken_over() {
      person.types("a");
      person.sees("[screen]");
      games.isAttachedFor(1);
    }

    @Test
    void can_be_watched() {
      person.types("w");
      shows("my own dungeon");
      person.sees("my own dungeon");
      assertThat(games.openings()).isZero();
    }

    @Test
    void can_be_saved_and_ended() {
      person.types("s");
      person.sees("Your game of NetHack has been ended");
      assertThat(games.endings()).isOne();
    }

    @Test
    void can_be_left_alone() {
      person.types("q");
      person.sees("is being played at another terminal; press Enter for it.");
      person.types("\r");
      person.sees("a) Take it over here");
      assertThat(games.openings() + games.endings()).isZero();
    }

    @Test
    void is_asked_about_no_longer_once_it_is_over() {
      games.remembers("nethack", Standing.SAVED);
      person.sees("Logged in as: Alice");
    }
  }

  @Nested
  @Tag("S1.4-menu")
  class The_signed_in_menu {

    @Test
    void r_plays_the_last_game_and_R_resumes_the_newest_save() {
      games.remembers("crawl", Standing.SAVED).keepsSaveOf("crawl").sawLast("nethack");
      visit.signsIn();
      person.sees("r) Play NetHack");
      person.types("R");
      person.sees("Opening Crawl");
    }

    @Test
    @Tag("C-input")
    void a_key_for_games_not_known_yet_counts_when_they_are() {
      games.remembers("crawl", Standing.SAVED).keepsSaveOf("crawl");
      visit.begins(Duration.ofMinutes(5));
      person.types("lalice\rwonderland\rR");
      person.sees("Opening Crawl");
    }

    @Test
    @Tag("A-account")
    void the_e_mail_address_can_be_changed_and_removed() {
      visit.signsIn();
      person.types("ewonderland\ralice@example.org\r");
      person.sees("Your e-mail address is changed.");
      person.types("ewonderland\r-\r");
      person.sees("Your e-mail address is removed.");
    }

    @Test
    @Tag("A-account")
    void a_wrong_password_changes_no_address() {
      visit.signsIn();
      person.types("erabbit\ralice@example.org\r");
      person.sees("That is not your current password.");
    }
  }
}
