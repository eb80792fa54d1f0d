package gatehouse.play;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.stream.SystemMaterializer;
import akka.util.ByteString;
import gatehouse.backend.Games;
import gatehouse.model.AccessToken;
import gatehouse.model.GameId;
import gatehouse.model.RequestId;
import gatehouse.play.PlayLink.Attached;
import gatehouse.play.PlayLink.Command;
import gatehouse.play.PlayLink.Finished;
import gatehouse.play.PlayLink.Interrupted;
import gatehouse.play.PlayLink.Keys;
import gatehouse.play.PlayLink.KeysTaken;
import gatehouse.play.PlayLink.News;
import gatehouse.play.PlayLink.Resize;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import gatehouse.testkit.FakeGames;
import gatehouse.testkit.FakeLine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SD-io")
@Tag("M-recovery")
class PlayLinkTest {

  private static final PlaySettings SETTINGS =
      new PlaySettings(Duration.ofSeconds(3), Duration.ofMillis(10), Duration.ofMillis(50), 5);

  private final FakeLine person = new FakeLine();
  private FakeGames games;
  private TestProbe<News> session;
  private ActorRef<Command> link;
  private ActorTestKit testKit;

  @BeforeEach
  void sit_down(ActorTestKit kit) {
    testKit = kit;
    games = new FakeGames(SystemMaterializer.get(kit.system()).materializer());
    session = kit.createTestProbe();
  }

  private void play() {
    link =
        testKit.spawn(
            PlayLink.create(
                person,
                games,
                () ->
                    games.open(
                        new AccessToken("token"),
                        RequestId.random(),
                        new GameId("nethack"),
                        new Games.Wanted(person.size(), person.term(), Games.AfterCrash.CONTINUE)),
                SETTINGS,
                session.ref()));
  }

  private void type(String keys) {
    link.tell(new Keys(ByteString.fromString(keys)));
  }

  @Nested
  class While_attached {

    @BeforeEach
    void attach() {
      play();
      session.expectMessageClass(Attached.class);
      person.sees("[screen]");
    }

    @Test
    void what_the_game_prints_is_on_the_terminal_in_order() {
      games.prints("one");
      games.prints("two");
      person.sees("onetwo");
    }

    @Test
    void keys_reach_the_game_in_order_and_numbered_from_one() {
      for (char key : "hjklyubn".toCharArray()) {
        type(String.valueOf(key));
      }
      games.hasRead("hjklyubn");
      assertThat(games.numbers().getFirst()).isEqualTo(1);
      assertThat(games.numbers()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void keys_are_told_as_taken_byte_for_byte() {
      type("abc");
      type("de");
      int taken = 0;
      while (taken < 5) {
        taken += session.expectMessageClass(KeysTaken.class).bytes();
      }
      assertThat(taken).isEqualTo(5);
    }

    @Test
    void a_paste_of_64_KiB_arrives_whole() {
      var paste = "x".repeat(64 * 1024);
      type(paste);
      games.hasRead(paste);
    }

    @Test
    void a_resize_is_passed_on() {
      link.tell(new Resize(new TerminalSize(132, 50)));
      games.hasSize(new TerminalSize(132, 50));
    }

    @Test
    void a_terminal_that_does_not_read_slows_the_game() {
      person.stopsReading();
      games.prints("first");
      games.prints("second");
      person.sees("first");
      assertThat(person.shown()).doesNotContain("second");
      person.readsOn();
      person.sees("second");
    }

    @Test
    void the_end_of_the_game_is_told_and_is_the_end_of_the_link() {
      games.ends(Games.Ending.SAVED, "");
      var finished = session.expectMessageClass(Finished.class);
      assertThat(finished.ended().ending()).isEqualTo(Games.Ending.SAVED);
      session.expectTerminated(link);
    }

    @Test
    void a_lost_connection_of_the_person_ends_the_link_quietly() {
      person.losesConnectionSilently();
      games.prints("x");
      session.expectTerminated(link);
    }
  }

  @Nested
  class When_the_stream_breaks {

    @BeforeEach
    void attach() {
      play();
      session.expectMessageClass(Attached.class);
      person.sees("[screen]");
    }

    @RepeatedTest(5)
    void the_person_is_told_and_gets_the_screen_again() {
      games.breaks();
      session.expectMessageClass(Interrupted.class);
      person.sees("trying again");
      session.expectMessageClass(Attached.class);
      person.sees("[screen]");
      games.prints("on we go");
      person.sees("on we go");
    }

    @Test
    void keys_typed_at_the_dead_screen_never_reach_the_living_one() {
      games.unreachableFor(2);
      games.breaks();
      session.expectMessageClass(Interrupted.class);
      type("dangerous");
      session.fishForMessage(
          Duration.ofSeconds(3),
          news ->
              news instanceof Attached
                  ? FishingOutcomes.complete()
                  : FishingOutcomes.continueAndIgnore());
      type("safe");
      games.hasRead("safe");
    }

    @Test
    void the_size_at_the_next_attachment_is_that_of_the_terminal_then() {
      games.breaks();
      person.isResizedTo(100, 30);
      session.expectMessageClass(Interrupted.class);
      session.expectMessageClass(Attached.class);
      games.hasSize(new TerminalSize(100, 30));
    }

    @Test
    void it_gives_up_after_the_configured_number_of_attempts() {
      games.unreachableFor(100);
      games.breaks();
      session.expectTerminated(link, Duration.ofSeconds(5));
      assertThat(games.openings()).isEqualTo(1 + SETTINGS.attempts());
    }
  }

  @Test
  void a_refusal_is_not_tried_again() {
    games.refusesWith("No such game.");
    play();
    session.expectTerminated(link);
    session.expectNoMessage();
    assertThat(games.openings()).isEqualTo(1);
  }

  @Test
  void what_the_game_asks_of_a_terminal_that_is_not_this_one_is_answered_for_it() {
    games.runsUnder("vt100");
    play();
    person.sees("[screen]");
    games.prints("\u001b[2;5H\u001b[6n");
    games.hasRead("\u001b[2;5R");
    type("x");
    games.hasRead("\u001b[2;5Rx");
    assertThat(session.receiveSeveralMessages(2)).endsWith(new KeysTaken(1));
  }
}
