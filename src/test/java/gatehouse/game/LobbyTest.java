package gatehouse.game;

import static gatehouse.game.FakeShelf.NETHACK;
import static gatehouse.game.FakeShelf.ROBOTS;
import static gatehouse.game.OneGame.ALICE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import gatehouse.game.Games.OwnGame;
import gatehouse.game.Games.Standing;
import gatehouse.testkit.Akka;
import java.util.List;
import java.util.Set;
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

  private static final Lobby.Playing AT_NETHACK = new Lobby.Playing("alice", NETHACK);
  private static final OwnGame RUNNING = new OwnGame(NETHACK, Standing.RUNNING);
  private static final OwnGame SAVED = new OwnGame(NETHACK, Standing.SAVED);

  private final FakeShelf shelf = new FakeShelf();
  private ActorTestKit testKit;
  private TestProbe<GameHost.Command> host;
  private TestProbe<List<OwnGame>> watcher;
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

  private void watch() {
    lobby.tell(new Lobby.Watch(ALICE, watcher.ref()));
  }

  @Test
  void a_watcher_is_told_at_once_even_if_there_is_nothing() {
    watch();
    watcher.expectMessage(List.of());
  }

  @Test
  void running_games_and_saves_come_in_the_order_of_the_catalogue() {
    shelf.save("alice", ROBOTS);
    lobby.tell(new Lobby.AllGames(host.ref(), Set.of(AT_NETHACK)));
    watch();
    watcher.expectMessage(List.of(RUNNING, new OwnGame(ROBOTS, Standing.SAVED)));
  }

  @Test
  void a_game_is_told_of_as_it_begins_and_is_saved_and_ends() {
    watch();
    watcher.expectMessage(List.of());
    lobby.tell(new Lobby.Began(host.ref(), AT_NETHACK));
    watcher.expectMessage(List.of(RUNNING));
    lobby.tell(new Lobby.Over(host.ref(), AT_NETHACK, true));
    watcher.expectMessage(List.of(SAVED));
    lobby.tell(new Lobby.Began(host.ref(), AT_NETHACK));
    watcher.expectMessage(List.of(RUNNING));
    lobby.tell(new Lobby.Over(host.ref(), AT_NETHACK, false));
    watcher.expectMessage(List.of());
  }

  @Test
  void what_other_people_do_is_no_news() {
    watch();
    watcher.expectMessage(List.of());
    lobby.tell(new Lobby.Began(host.ref(), new Lobby.Playing("bob", NETHACK)));
    lobby.tell(new Lobby.Began(host.ref(), AT_NETHACK));
    watcher.expectMessage(List.of(RUNNING));
  }

  @Test
  void a_second_watcher_of_the_same_player_is_told_the_same() {
    shelf.save("alice", NETHACK);
    watch();
    watcher.expectMessage(List.of(SAVED));
    var second = testKit.<List<OwnGame>>createTestProbe();
    lobby.tell(new Lobby.Watch(ALICE, second.ref()));
    second.expectMessage(List.of(SAVED));
  }

  @Test
  void the_games_of_a_lost_node_are_looked_for_among_the_saves() {
    lobby.tell(new Lobby.AllGames(host.ref(), Set.of(AT_NETHACK)));
    watch();
    watcher.expectMessage(List.of(RUNNING));
    shelf.save("alice", NETHACK);
    host.stop();
    watcher.expectMessage(List.of(SAVED));
  }
}
