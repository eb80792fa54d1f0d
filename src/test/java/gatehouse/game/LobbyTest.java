package gatehouse.game;

import static gatehouse.game.FakeShelf.NETHACK;
import static gatehouse.game.FakeShelf.ROBOTS;
import static gatehouse.game.OneGame.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import gatehouse.game.Games.LiveGame;
import gatehouse.game.Games.OwnGame;
import gatehouse.game.Games.OwnGames;
import gatehouse.game.Games.Standing;
import gatehouse.game.saves.KeptGame;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.SessionId;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("P-nosession")
class LobbyTest {

  private static final LiveGame AT_NETHACK = playing("Alice", false);
  private static final SessionId ROUND = new SessionId("round-of-Alice");
  private static final OwnGame RUNNING =
      new OwnGame(NETHACK, Standing.RUNNING, Optional.of(ROUND), "");
  private static final OwnGame SAVED = saved(NETHACK);

  private static OwnGame saved(GameId game) {
    return new OwnGame(game, Standing.SAVED, Optional.empty(), FakeShelf.SAVED.progress());
  }

  private final FakeShelf shelf = new FakeShelf();
  private ActorTestKit testKit;
  private TestProbe<GameHost.Command> host;
  private TestProbe<OwnGames> watcher;
  private ActorRef<Lobby.Command> lobby;

  @BeforeEach
  void spawn(ActorTestKit kit) {
    testKit = kit;
    host = kit.createTestProbe();
    watcher = kit.createTestProbe();
    lobby = kit.spawn(Lobby.create(shelf));
    kit.system().receptionist().tell(Receptionist.register(GameHost.KEY, host.ref()));
    host.expectMessageClass(GameHost.Follow.class);
  }

  private static LiveGame playing(String player, boolean attached) {
    return new LiveGame(
        new SessionId("round-of-" + player),
        new PlayerName(player),
        NETHACK,
        "NH36",
        TerminalSize.STANDARD,
        Instant.EPOCH,
        Instant.EPOCH,
        attached,
        0,
        false);
  }

  private static void tells(TestProbe<OwnGames> watcher, List<OwnGame> games) {
    assertThat(watcher.receiveMessage().games()).isEqualTo(games);
  }

  private void watch() {
    lobby.tell(new Lobby.Watch(ALICE, watcher.ref()));
  }

  @Test
  void a_watcher_is_told_at_once_even_if_there_is_nothing() {
    watch();
    tells(watcher, List.of());
  }

  @Test
  void running_games_and_saves_come_in_the_order_of_the_catalogue() {
    shelf.save("alice", ROBOTS);
    lobby.tell(new Lobby.AllGames(host.ref(), List.of(AT_NETHACK)));
    watch();
    tells(watcher, List.of(RUNNING, saved(ROBOTS)));
  }

  @Test
  void a_game_is_told_of_as_it_begins_and_is_saved_and_ends() {
    watch();
    tells(watcher, List.of());
    lobby.tell(new Lobby.Changed(host.ref(), AT_NETHACK));
    tells(watcher, List.of(RUNNING));
    lobby.tell(new Lobby.Over(host.ref(), AT_NETHACK, Optional.of(FakeShelf.SAVED)));
    tells(watcher, List.of(SAVED));
    lobby.tell(new Lobby.Changed(host.ref(), AT_NETHACK));
    tells(watcher, List.of(RUNNING));
    lobby.tell(new Lobby.Over(host.ref(), AT_NETHACK, Optional.empty()));
    tells(watcher, List.of());
  }

  @Test
  void what_other_people_do_is_no_news() {
    watch();
    tells(watcher, List.of());
    lobby.tell(new Lobby.Changed(host.ref(), playing("bob", false)));
    lobby.tell(new Lobby.Changed(host.ref(), AT_NETHACK));
    tells(watcher, List.of(RUNNING));
  }

  @Test
  void a_second_watcher_of_the_same_player_is_told_the_same() {
    shelf.save("alice", NETHACK);
    watch();
    tells(watcher, List.of(SAVED));
    var second = testKit.<OwnGames>createTestProbe();
    lobby.tell(new Lobby.Watch(ALICE, second.ref()));
    tells(second, List.of(SAVED));
  }

  @Test
  void the_games_of_a_lost_node_are_looked_for_among_the_saves() {
    lobby.tell(new Lobby.AllGames(host.ref(), List.of(AT_NETHACK)));
    watch();
    tells(watcher, List.of(RUNNING));
    shelf.save("alice", NETHACK);
    host.stop();
    tells(watcher, List.of(SAVED));
  }

  @Test
  void what_a_session_finds_later_is_told_to_who_watches_the_player() {
    watch();
    tells(watcher, List.of());
    lobby.tell(new Lobby.Settled("bob", NETHACK, Optional.of(FakeShelf.SAVED)));
    lobby.tell(new Lobby.Settled("alice", NETHACK, Optional.of(FakeShelf.SAVED)));
    tells(watcher, List.of(SAVED));
    var crashed = new KeptGame(KeptGame.Standing.CRASHED, Instant.EPOCH, "");
    lobby.tell(new Lobby.Settled("alice", NETHACK, Optional.of(crashed)));
    tells(watcher, List.of(new OwnGame(NETHACK, Standing.CRASHED, Optional.empty(), "")));
    lobby.tell(new Lobby.Settled("alice", NETHACK, Optional.empty()));
    tells(watcher, List.of());
  }

  @Test
  void whether_a_terminal_is_attached_is_told_at_once() {
    watch();
    tells(watcher, List.of());
    lobby.tell(new Lobby.Changed(host.ref(), AT_NETHACK));
    tells(watcher, List.of(RUNNING));
    lobby.tell(new Lobby.Changed(host.ref(), playing("Alice", true)));
    tells(watcher, List.of(new OwnGame(NETHACK, Standing.ATTACHED, Optional.of(ROUND), "")));
  }

  @Test
  void the_game_played_last_and_the_newest_save_are_known() {
    watch();
    tells(watcher, List.of());
    lobby.tell(new Lobby.Changed(host.ref(), AT_NETHACK));
    assertThat(watcher.receiveMessage().lastPlayed()).contains(NETHACK);
    lobby.tell(new Lobby.Over(host.ref(), AT_NETHACK, Optional.of(FakeShelf.SAVED)));
    assertThat(watcher.receiveMessage().lastSaved()).contains(NETHACK);
  }

  @Test
  void a_game_begun_before_its_host_was_heard_is_the_one_played_last() {
    watch();
    tells(watcher, List.of());
    lobby.tell(new Lobby.AllGames(host.ref(), List.of(AT_NETHACK)));
    assertThat(watcher.receiveMessage().lastPlayed()).contains(NETHACK);
  }

  @Test
  @Tag("S2.2-query")
  @Tag("P-nosession")
  void who_watches_all_is_told_now_and_when_something_changes() {
    var all = testKit.<List<LiveGame>>createTestProbe();
    lobby.tell(new Lobby.WatchAll(all.ref()));
    all.expectMessage(List.of());
    lobby.tell(new Lobby.Changed(host.ref(), AT_NETHACK));
    all.expectMessage(List.of(AT_NETHACK));
    lobby.tell(new Lobby.Changed(host.ref(), playing("bob", false)));
    lobby.tell(new Lobby.Over(host.ref(), AT_NETHACK, Optional.empty()));
    all.expectMessage(List.of(playing("bob", false)));
    host.stop();
    all.expectMessage(List.of());
  }

  @Test
  @Tag("S1.1-config")
  void a_game_that_was_taken_from_the_catalogue_is_told_of_until_it_is_over() {
    lobby.tell(new Lobby.Changed(host.ref(), AT_NETHACK));
    watch();
    tells(watcher, List.of(RUNNING));
    shelf.offers(ROBOTS);
    lobby.tell(new Lobby.CatalogueChanged());
    lobby.tell(new Lobby.Over(host.ref(), AT_NETHACK, Optional.of(FakeShelf.SAVED)));
    var news = watcher.receiveMessage();
    assertThat(news.games()).isEmpty();
    assertThat(news.lastPlayed()).isEmpty();
    assertThat(news.lastSaved()).isEmpty();
  }

  @Test
  @Tag("S1.1-config")
  void a_save_is_told_of_when_its_game_is_back_in_the_catalogue() {
    shelf.save("alice", NETHACK);
    shelf.offers(ROBOTS);
    watch();
    tells(watcher, List.of());
    shelf.offers(NETHACK, ROBOTS);
    lobby.tell(new Lobby.CatalogueChanged());
    tells(watcher, List.of(SAVED));
  }

  @Test
  @Tag("S1.1-config")
  void whether_somebody_has_a_game_running_is_known() {
    var asker = testKit.<Lobby.Runs>createTestProbe();
    lobby.tell(new Lobby.Changed(host.ref(), AT_NETHACK));
    lobby.tell(new Lobby.AskForGame(ALICE, NETHACK, asker.ref()));
    asker.expectMessage(new Lobby.Runs(true));
    lobby.tell(new Lobby.AskForGame(ALICE, ROBOTS, asker.ref()));
    asker.expectMessage(new Lobby.Runs(false));
  }

  @Test
  void viewers_are_sent_to_the_node_that_has_the_game() {
    var joinings = testKit.<Games.Joining>createTestProbe();
    lobby.tell(new Lobby.Join(ROUND, joinings.ref()));
    joinings.expectMessage(new Games.NothingToWatch());
    lobby.tell(new Lobby.Changed(host.ref(), AT_NETHACK));
    lobby.tell(new Lobby.Join(ROUND, joinings.ref()));
    host.fishForMessage(
        Duration.ofSeconds(3),
        message ->
            message.equals(new GameHost.Join(ROUND, joinings.ref()))
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }
}
