package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import gatehouse.game.FakePtys.FakeProgram;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.Expelled;
import gatehouse.game.Games.NotLetIn;
import gatehouse.model.Ticket;
import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-specreg")
class WatchersTest {

  private OneGame game;
  private FakeProgram program;
  private final Screen own = new Screen(OneGame.SIZE);
  private long written;

  @BeforeEach
  void start(ActorTestKit testKit) {
    game = new OneGame(testKit).start(OneGame.SETTINGS);
    game.opened();
    program = game.ptys.program();
  }

  private void prints(String text) {
    program.prints(text);
    own.feed(text.getBytes(StandardCharsets.UTF_8));
    written += text.length();
    await().pollInterval(Duration.ofMillis(2)).until(() -> program.read() == written);
  }

  @Test
  @Tag("S2.1-spec")
  void the_whole_screen_comes_first_and_then_what_the_game_writes() {
    prints("\033[2;3HHello");
    var watcher = game.watcher();
    assertThat(watcher.seesKeyframe().size()).isEqualTo(OneGame.SIZE);
    prints(", world\033[1");
    prints("mbold");
    assertThat(watcher.readsTo(0).text()).isEqualTo("\n  Hello\n" + "\n".repeat(22));
    assertThat(watcher.seesOutput().offset()).isEqualTo("\033[2;3HHello".length());
  }

  @Test
  @Tag("S2.3-backpressure")
  void who_is_told_too_slowly_gets_the_screen_anew_and_holds_nobody_up() {
    var alice = game.person();
    alice.seesRepaint();
    var watcher = game.watcher();
    watcher.seesKeyframe();
    int ring = OneGame.SETTINGS.ring();
    for (int line = 0; line * 100 < 2 * ring; line++) {
      var text = "\033[%d;1H%-90d".formatted(line % 24 + 1, line);
      prints(text);
      alice.readsFromTo(written - text.length(), written);
    }
    assertThat(watcher.readsTo(written).text()).isEqualTo(own.text());
  }

  @Test
  @Tag("S4.1-resize")
  void another_size_is_told_with_the_whole_screen() {
    var alice = game.person();
    alice.seesRepaint();
    var watcher = game.watcher();
    watcher.seesKeyframe();
    alice.resizes(new TerminalSize(132, 50));
    assertThat(watcher.seesKeyframe().size()).isEqualTo(new TerminalSize(132, 50));
    game.isShown(live -> live.size().equals(new TerminalSize(132, 50)));
  }

  @Test
  void viewers_come_and_go_and_are_counted_over_all_streams() {
    var one = game.watcher();
    var other = game.watcher();
    game.isShown(live -> live.watchers() == 2);
    var third = game.viewerTicket();
    one.says(new Games.Enter(third));
    game.isShown(live -> live.watchers() == 3);
    one.says(new Games.Leave(third));
    game.isShown(live -> live.watchers() == 2);
    other.leaves();
    game.isShown(live -> live.watchers() == 1);
  }

  @Test
  void a_ticket_lets_in_once() {
    var ticket = game.viewerTicket();
    assertThat(game.watch(ticket)).isInstanceOf(Games.Watched.class);
    assertThat(game.watch(ticket)).isEqualTo(new NotLetIn());
    assertThat(game.watch(new Ticket("made-up"))).isEqualTo(new NotLetIn());
  }

  @Test
  void a_viewer_whose_ticket_is_too_old_is_turned_away_and_the_others_go_on() {
    var watcher = game.watcher();
    watcher.seesKeyframe();
    var late = game.viewerTicket();
    game.clock.pass(OneGame.SETTINGS.ticketLifetime());
    watcher.says(new Games.Enter(late));
    assertThat(watcher.shown().requestNext())
        .isEqualTo(new Expelled(late, "Your leave to watch is no longer good."));
    prints("on");
    assertThat(watcher.seesOutput().bytes().utf8String()).isEqualTo("on");
  }

  @Test
  @Tag("K-exhaust")
  void no_more_may_watch_than_the_settings_say(ActorTestKit testKit) {
    var few = new OneGame(testKit).start(OneGame.withMostWatchers(1));
    few.opened();
    few.watcher().seesKeyframe();
    assertThat(few.join()).isEqualTo(new Games.TooMany("Too many people watch this game."));
  }

  @Test
  void the_end_is_told_after_the_last_output() {
    var watcher = game.watcher();
    watcher.seesKeyframe();
    program.prints("Goodbye.");
    program.exits(0);
    assertThat(watcher.seesOutput().bytes().utf8String()).isEqualTo("Goodbye.");
    assertThat(watcher.seesEnd().ending()).isEqualTo(Ending.EXITED);
  }

  @Test
  void a_game_that_is_watched_is_not_attached() {
    game.watcher().seesKeyframe();
    game.isShown(live -> live.watchers() == 1 && !live.attached());
    game.person().seesRepaint();
    game.isShown(live -> live.attached());
  }

  @Test
  void a_game_tells_lists_that_it_writes_but_not_all_the_time() {
    game.clock.pass(Duration.ofSeconds(5));
    prints("a");
    var at = game.clock.instant();
    game.isShown(live -> live.active().equals(at));
    prints("b");
    game.clock.pass(Duration.ofSeconds(1));
    prints("c");
    var later = game.clock.instant();
    game.isShown(live -> live.active().equals(later));
  }
}
