package gatehouse.game;

import static gatehouse.game.OneGame.SETTINGS;
import static gatehouse.game.OneGame.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.NotNow;
import gatehouse.game.pty.Ptys.Signalled;
import gatehouse.model.Ticket;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S2.2-deathsave")
class RunningGameTimeTest {

  private ActorTestKit testKit;
  private ManualTime time;
  private OneGame game;
  private FakePtys.FakeProgram program;

  @BeforeEach
  void start() {
    testKit =
        ActorTestKit.create(
            ManualTime.config().withFallback(ConfigFactory.load("application-test")));
    time = ManualTime.get(testKit.system());
    game = new OneGame(testKit).start(SETTINGS);
    game.opened();
    program = game.ptys.program();
  }

  @AfterEach
  void stop() {
    testKit.shutdownTestKit();
  }

  /** Until the actor has dealt with all that was sent to it before. */
  private void settle() {
    game.attach(new Ticket("wrong"), SIZE, OptionalLong.empty());
  }

  @Nested
  class A_detached_game {

    @Test
    void runs_on_for_its_grace_and_is_then_hung_up_on() {
      time.timePasses(SETTINGS.detachedGrace().minusSeconds(1));
      assertThat(program.events()).containsExactly("spawn");
      time.timePasses(Duration.ofSeconds(1));
      happens("signal HUP");
    }

    @Test
    void is_not_ended_if_its_player_comes_back_in_time() {
      time.timePasses(SETTINGS.detachedGrace().minusSeconds(1));
      game.person().seesRepaint();
      time.timePasses(Duration.ofMinutes(30));
      assertThat(program.events()).containsExactly("spawn");
    }

    @Test
    void has_its_whole_grace_again_after_each_visit() {
      var alice = game.person();
      alice.seesRepaint();
      alice.leaves();
      alice.screen().request(1).expectComplete();
      settle();
      time.timePasses(SETTINGS.detachedGrace().minusSeconds(1));
      assertThat(program.events()).containsExactly("spawn");
      time.timePasses(Duration.ofSeconds(1));
      happens("signal HUP");
    }
  }

  @Test
  @Tag("SEC-S1")
  void a_game_whose_files_take_too_much_room_is_ended_at_the_next_look() {
    game.isLookedAt();
    settle();
    assertThat(program.events()).containsExactly("spawn");
    game.shelf.isFull();
    game.isLookedAt();
    happens("signal HUP");
  }

  @Nested
  class The_stop_sequence {

    @BeforeEach
    void begin() {
      game.stop(StopCause.DETACHED);
      happens("signal HUP");
    }

    @Test
    void gives_each_step_its_patience_and_kills_at_the_very_end() {
      time.timePasses(Duration.ofSeconds(9));
      assertThat(program.events()).containsExactly("spawn", "signal HUP", "signal CONT");
      time.timePasses(Duration.ofSeconds(1));
      happens("keys \030\r");
      time.timePasses(Duration.ofSeconds(3));
      happens("hang-up");
      time.timePasses(Duration.ofSeconds(2));
      happens("signal KILL");
      program.ends(new Signalled(9));
      assertThat(game.over().ending()).isEqualTo(Ending.STOPPED);
    }

    @Test
    void goes_no_further_than_needed() {
      game.shelf.save("alice", FakeShelf.NETHACK);
      program.exits(0);
      assertThat(game.over().save()).isPresent();
      time.timePasses(Duration.ofMinutes(1));
      assertThat(program.events()).doesNotContain("keys \030\r", "signal KILL");
    }

    @Test
    void lets_nobody_in() {
      assertThat(game.attach(new Ticket("any"), SIZE, OptionalLong.empty()))
          .isEqualTo(new NotNow("Your game is being saved; try again in a moment."));
    }
  }

  @Nested
  class A_tunnel_that_takes_nothing {

    @Test
    void counts_as_cut_after_a_while() {
      var alice = game.person();
      program.prints("x".repeat(500_000));
      await().until(() -> program.read() >= SETTINGS.ring());
      settle();
      time.timePasses(SETTINGS.stallTimeout());
      await().until(() -> program.read() == 500_000);
      alice.screen().expectSubscriptionAndComplete();
      time.timePasses(SETTINGS.detachedGrace());
      happens("signal HUP");
    }

    @Test
    void counts_as_cut_even_if_it_was_never_opened() {
      game.attach(game.ticket(), SIZE, OptionalLong.empty());
      time.timePasses(SETTINGS.stallTimeout());
      settle();
      time.timePasses(SETTINGS.detachedGrace());
      happens("signal HUP");
    }
  }

  private void happens(String event) {
    await().until(() -> program.events().contains(event));
  }
}
