package gatehouse.game;

import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.RunningNode.answer;
import static gatehouse.testkit.NeedsRealPart.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.ShardRegion.CurrentShardRegionState;
import akka.cluster.sharding.typed.ClusterShardingQuery;
import akka.cluster.sharding.typed.GetShardRegionState;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Opening;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose PostgreSQL goes away under it, and comes back. */
@NeedsRealPart(POSTGRESQL)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
@Tag("K-exhaust")
class DatabaseAwayIT {

  private static final GameId ECHO = new GameId("echo");
  private static final PlayerName BOB = new PlayerName("Bob");
  private static final Duration A_FEW_SECONDS = Duration.ofSeconds(8);
  private static final CannotOpen OUT_OF_REACH =
      new CannotOpen("The game service's database is out of reach; try again in a moment.");

  @TempDir private Path data;
  private Postgres postgres;
  private RunningNode node;

  @BeforeEach
  void start() throws Exception {
    postgres = Postgres.start();
    // Sooner than tests lose patience.
    var soon =
        ConfigFactory.parseString(
            """
            gatehouse.game.record-timeout = 500 milliseconds
            akka.cluster.sharding.passivation.default-strategy.idle-entity.timeout = 1 second
            """);
    node = RunningNode.start(data, postgres.newDatabase().withFallback(soon));
  }

  @AfterEach
  void stop() throws Exception {
    node.kill();
    postgres.close();
  }

  private Opening open(PlayerName player) throws Exception {
    return node.opens(player, ECHO);
  }

  /** Tries as a person would, and fails if it takes longer than one has patience for. */
  private Opened opensSoon(PlayerName player) {
    return (Opened)
        await()
            .atMost(A_FEW_SECONDS)
            .pollInterval(Duration.ofMillis(200))
            .until(() -> open(player), Opened.class::isInstance);
  }

  @Test
  void who_plays_goes_on_and_may_return_and_nobody_starts() throws Exception {
    var alice = node.attaches(open(ALICE));
    alice.reads("new");
    postgres.stopAtOnce();
    alice.types("hello\r");
    alice.reads("said hello");
    assertThat(open(BOB)).isEqualTo(OUT_OF_REACH);
    alice.types("world\r");
    alice.reads("said world");
    var returned = open(ALICE);
    assertThat(((Opened) returned).how()).isEqualTo(How.RETURNED);
    node.attaches(returned).reads("said world");
    postgres.startAgain();
    node.attaches(opensSoon(BOB)).reads("new");
  }

  @Test
  void who_plays_may_return_though_the_session_is_not_in_memory() throws Exception {
    node.attaches(open(ALICE)).reads("new");
    await().atMost(A_FEW_SECONDS).until(() -> entitiesInMemory() == 0);
    postgres.stopAtOnce();
    assertThat(open(BOB)).isEqualTo(OUT_OF_REACH);
    var returned = open(ALICE);
    assertThat(((Opened) returned).how()).isEqualTo(How.RETURNED);
    node.attaches(returned).reads("new");
    postgres.startAgain();
    answer(node.games().end(RequestId.random(), ALICE, ECHO));
    assertThat(opensSoon(ALICE).how()).isEqualTo(How.RESUMED);
  }

  private int entitiesInMemory() throws Exception {
    var state =
        AskPattern.<ClusterShardingQuery, CurrentShardRegionState>ask(
            ClusterSharding.get(node.system()).shardState(),
            replyTo -> new GetShardRegionState(GameSession.KEY, replyTo),
            A_FEW_SECONDS,
            node.system().scheduler());
    return answer(state).getShards().stream().mapToInt(shard -> shard.getEntityIds().size()).sum();
  }

  @Test
  void a_save_made_meanwhile_is_there_afterwards() throws Exception {
    var alice = node.attaches(open(ALICE));
    alice.reads("new");
    postgres.stopAtOnce();
    alice.types("save\r");
    assertThat(alice.readsToTheEnd().ending()).isEqualTo(Ending.SAVED);
    assertThat(open(ALICE)).isEqualTo(OUT_OF_REACH);
    postgres.startAgain();
    // It may be on its way already, as those who were told to try again are not forgotten.
    node.attaches(opensSoon(ALICE)).reads("restored");
  }

  @Test
  void a_game_that_ended_meanwhile_is_over_afterwards() throws Exception {
    var alice = node.attaches(open(ALICE));
    alice.reads("new");
    postgres.stopAtOnce();
    alice.types("quit\r");
    assertThat(alice.readsToTheEnd().ending()).isEqualTo(Ending.EXITED);
    postgres.startAgain();
    assertThat(opensSoon(ALICE).how()).isEqualTo(How.STARTED);
  }

  @Test
  void a_database_that_only_falls_silent_is_away_too() throws Exception {
    var alice = node.attaches(open(ALICE));
    alice.reads("new");
    postgres.freeze();
    try {
      assertThat(open(BOB)).isEqualTo(OUT_OF_REACH);
      alice.types("hello\r");
      alice.reads("said hello");
    } finally {
      postgres.thaw();
    }
    node.attaches(opensSoon(BOB)).reads("new");
  }
}
