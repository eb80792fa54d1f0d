package gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import gatehouse.backend.Games;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import gatehouse.testkit.FakeAccounts;
import gatehouse.testkit.FakeGames;
import gatehouse.testkit.FakeLine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SshSessionTest {

  private OneVisit visit;
  private FakeLine person;
  private FakeAccounts accounts;
  private FakeGames games;

  @BeforeEach
  void prepare(ActorTestKit testKit) {
    visit = new OneVisit(testKit);
    person = visit.person();
    accounts = visit.accounts();
    games = visit.games();
  }

  @Nested
  class For_somebody_unknown {

    @BeforeEach
    void arrive() {
      visit.begins(Duration.ofMinutes(5));
      person.sees("=>");
    }

    @Test
    @Tag("C-menu")
    void the_menu_shows_the_banner_and_only_the_keys_that_work() {
      person.types("\f");
      person.sees(" ## a banner");
      person.sees("Not logged in.");
      person.sees("l) Login");
      person.sees("r) Register new user");
      person.sees("q) Quit");
      assertThat(person.shown()).doesNotContain("p) Play");
    }

    @Test
    void q_says_goodbye_and_ends_with_status_0() {
      person.types("q");
      person.sees("Goodbye.");
      person.isHungUpOnWith(0);
    }

    @Test
    @Tag("C-register")
    void registering_signs_in() {
      person.types("r");
      person.sees("Choose a username. (letters and digits, 2 to 20; blank entry aborts)");
      person.types("bob\r");
      person.sees("Choose a password.");
      person.types("builder\r");
      person.sees("Repeat the password.");
      person.types("builder\r");
      person.sees("E-mail address. (optional)");
      person.types("\r");
      person.sees("Logged in as: bob");
      person.sees("Welcome, bob.");
    }

    @Test
    @Tag("S1.4-reg")
    void a_taken_name_is_asked_for_again() {
      person.types("ralice\rbuilder\rbuilder\r\r");
      person.sees("Sorry, that username is taken.");
      person.sees("Choose a username.");
    }

    @ParameterizedTest
    @Tag("S1.4-reg")
    @ValueSource(strings = {"x", "has blank", "a-b", "\u00e9ric", "123456789012345678901"})
    void a_name_that_breaks_the_rule_is_asked_for_again(String name) {
      person.types("r" + name + "\r");
      person.sees("A username is 2 to 20 letters and digits.");
      person.sees("Choose a username.");
    }

    @Test
    @Tag("S1.4-reg")
    void names_that_nethack_keeps_for_itself_are_refused() {
      person.types("rwizard\r");
      person.sees("That username is reserved; choose another.");
    }

    @Test
    @Tag("S1.4-reg")
    void a_short_password_is_asked_for_again() {
      person.types("rbob\rshort\r");
      person.sees("A password has at least 6 characters.");
      person.sees("Choose a password.");
    }

    @Test
    @Tag("S1.4-reg")
    void different_passwords_are_asked_for_again() {
      person.types("rbob\rbuilder\rbuilded\r");
      person.sees("Sorry, the passwords don't match. Try again.");
      person.sees("Choose a password.");
    }

    @Test
    @Tag("S1.4-reg")
    void what_is_no_address_is_asked_for_again() {
      person.types("rbob\rbuilder\rbuilder\rnowhere\r");
      person.sees("That is not an e-mail address.");
      person.sees("E-mail address.");
    }

    @Test
    @Tag("C-login")
    void the_right_password_signs_in_whatever_the_case_of_the_name() {
      person.types("l");
      person.sees("Please enter your username. (blank entry aborts)");
      person.types("ALICE\r");
      person.sees("Please enter your password.");
      person.types("wonderland\r");
      person.sees("Logged in as: Alice");
    }

    @Test
    @Tag("S1.4-login")
    void a_wrong_password_and_an_unknown_name_look_the_same() {
      person.types("lalice\rrabbit\r");
      person.sees("Login incorrect.");
      person.types("lnobody\rrabbit\r");
      person.sees("Not logged in.");
      person.sees("Login incorrect.");
    }

    @Test
    void passwords_show_nothing() {
      person.types("lalice\rwonderland");
      person.sees("Please enter your password.");
      person.types("\f");
      assertThat(person.shown()).doesNotContain("wonder").doesNotContain("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0003", "\u0004", "\u001b", "\r"})
    void a_prompt_is_aborted_by_ctrl_c_ctrl_d_escape_or_a_blank_entry(String key) {
      person.types("l");
      person.sees("Please enter your username.");
      person.types(key);
      person.sees("Not logged in.");
    }

    @Test
    @Tag("C-errors")
    void accounts_out_of_reach_are_told_in_one_line() {
      accounts.goesAway();
      person.types("lalice\rwonderland\r");
      person.sees("Not logged in.");
      person.sees("Accounts are out of reach; try again in a moment.");
    }

    @Test
    @Tag("C-input")
    void keys_typed_ahead_of_an_answer_are_kept() {
      accounts.thinks();
      person.types("lalice\rwonderland\r");
      person.types("p");
      accounts.answers();
      person.sees("Choose a game");
    }

    @Test
    void all_that_is_typed_at_menus_is_dealt_with() {
      person.types("xyz\u001b[A\u001b[");
      person.types("B");
      person.hasConsumed("xyz\u001b[A\u001b[B".length());
    }
  }

  @Nested
  class For_somebody_signed_in {

    @Test
    @Tag("S1.2-games")
    void p_lists_the_games_with_a_letter_each_and_what_lacks_below() {
      visit.signsIn();
      person.types("p");
      person.sees("a) NetHack");
      person.sees("b) Crawl");
      person.sees("-  Moria");
      person.sees("(not installed: Debian package moria)");
      person.types("q");
      person.sees("Logged in as: Alice");
    }

    @Test
    @Tag("C-input")
    void a_game_chosen_before_the_list_is_there_is_started_when_it_is() {
      games.keepsTheCatalogueBack();
      visit.signsIn();
      person.types("p");
      person.sees("One moment");
      person.types("b");
      games.tellsTheCatalogue();
      person.sees("Opening Crawl");
      person.sees("[screen]");
    }

    @Test
    void a_save_is_told_beside_its_game() {
      games.remembers("crawl", Games.Standing.SAVED);
      visit.signsIn();
      person.types("p");
      person.sees("Crawl    (saved; resumes)");
    }

    @Test
    @Tag("F18")
    void a_game_that_crashed_is_asked_about_and_recovered() {
      games.remembers("nethack", Games.Standing.CRASHED);
      visit.signsIn();
      person.types("p");
      person.sees("NetHack  (crashed; can be recovered)");
      person.types("a");
      person.sees("Your last game of NetHack ended in a crash.");
      person.types("r");
      person.sees("[screen]");
      assertThat(games.wanted()).containsExactly(Games.AfterCrash.RECOVER);
    }

    @Test
    @Tag("F18")
    void a_damaged_save_can_be_left_for_a_new_game_or_for_later() {
      games.remembers("nethack", Games.Standing.DAMAGED);
      visit.signsIn();
      person.types("pa");
      person.sees("Your save of NetHack is damaged.");
      person.types("q");
      person.sees("p) Play a game");
      person.types("pan");
      person.sees("[screen]");
      assertThat(games.wanted()).containsExactly(Games.AfterCrash.START_ANEW);
    }

    @Test
    void what_was_said_of_a_crash_is_not_said_again_when_a_lost_link_is_mended() {
      games.remembers("nethack", Games.Standing.CRASHED);
      visit.signsIn();
      person.types("pan");
      person.sees("[screen]");
      games.breaks();
      games.isAttachedFor(2);
      assertThat(games.wanted())
          .containsExactly(Games.AfterCrash.START_ANEW, Games.AfterCrash.CONTINUE);
    }

    @Test
    @Tag("S1.1-launch")
    void one_key_starts_a_game_and_its_end_leads_back() {
      visit.signsIn();
      person.types("p");
      person.sees("Choose a game");
      person.types("a");
      person.sees("[screen]");
      person.types("hjkl");
      games.hasRead("hjkl");
      games.ends(Games.Ending.SAVED, "");
      person.sees("Your game of NetHack is saved.");
      person.sees("p) Play a game");
    }

    @Test
    void a_running_game_is_announced_and_enter_returns_to_it() {
      games.remembers("nethack", Games.Standing.RUNNING);
      visit.signsIn();
      person.sees("Your game of NetHack is still running; press Enter to return to it.");
      person.types("\r");
      person.sees("[screen]");
    }

    @Test
    void after_a_game_the_terminal_is_as_before() {
      visit.signsIn();
      person.types("p");
      person.sees("Choose a game");
      person.types("a");
      person.sees("[screen]");
      games.ends(Games.Ending.EXITED, "");
      person.sees("\u001b[?1049l");
    }

    @Test
    @Tag("S4.1-resize")
    void a_resize_reaches_the_game_and_redraws_menus() {
      visit.signsIn();
      person.resizes(100, 30);
      person.sees("Logged in as: Alice");
      person.types("p");
      person.sees("Choose a game");
      person.types("a");
      person.sees("[screen]");
      person.resizes(132, 50);
      games.hasSize(new TerminalSize(132, 50));
    }

    @Test
    @Tag("C-errors")
    void a_game_that_cannot_be_started_is_one_line_on_the_menu() {
      games.refusesWith("NetHack ended at once: no such file.");
      visit.signsIn();
      person.types("pa");
      person.sees("NetHack ended at once: no such file.");
      person.sees("p) Play a game");
    }

    @Test
    @Tag("S2.2-degrade")
    void a_game_service_that_stays_away_leads_back_to_the_menu() {
      games.unreachableFor(100);
      visit.signsIn();
      person.types("pa");
      person.sees("trying again");
      person.sees("The game service is out of reach. Your game is safe");
    }

    @Test
    void the_password_can_be_changed() {
      visit.signsIn();
      person.types("c");
      person.sees("Please enter your current password.");
      person.types("wonderland\rlookingglass\rlookingglass\r");
      person.sees("Your password is changed.");
    }

    @Test
    void a_wrong_current_password_changes_nothing() {
      visit.signsIn();
      person.types("cwonder\rlookingglass\rlookingglass\r");
      person.sees("The current password is wrong.");
    }

    @Test
    @Tag("A-session")
    void tokens_are_renewed_while_the_person_is_here() {
      accounts.givesTokensFor(Duration.ofMillis(60));
      visit.signsIn();
      accounts.hasRefreshed(2);
    }

    @Test
    void leaving_signs_out() {
      visit.signsIn();
      person.types("q");
      person.isHungUpOnWith(0);
      person.losesConnection();
      accounts.hasSeenSignOut();
    }
  }

  @Nested
  class When_the_server_closes {

    @Test
    @Tag("S3.1-drain")
    void who_is_at_a_menu_is_told_and_leaves() {
      visit.begins(Duration.ofMinutes(5));
      person.sees("=>");
      visit.session().tell(new SshSession.ClosingDown("The server is going down.", true));
      person.sees("The server is going down.");
      person.isHungUpOnWith(0);
    }

    @Test
    @Tag("S3.1-drain")
    void who_plays_is_told_and_leaves_when_the_game_is_saved() {
      visit.signsIn();
      person.types("pa");
      person.sees("[screen]");
      visit.session().tell(new SshSession.ClosingDown("The server is going down.", true));
      person.sees("The server is going down.");
      games.ends(Games.Ending.SAVED, "");
      person.sees("Your game of NetHack is saved. The server is going down.");
      person.isHungUpOnWith(0);
    }
  }

  @Test
  void an_idle_menu_is_left() {
    visit.begins(Duration.ofMillis(50));
    person.sees("Idle for too long. Goodbye.");
    person.isHungUpOnWith(0);
  }

  @Test
  void a_lost_connection_ends_the_session(ActorTestKit testKit) {
    visit.begins(Duration.ofMinutes(5));
    person.sees("=>");
    TestProbe<Void> watcher = testKit.createTestProbe();
    person.losesConnection();
    watcher.expectTerminated(visit.session());
  }
}
