package gatehouse.game;

import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.RunningNode.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.game.Games.Ended;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Opening;
import gatehouse.model.GameId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of saves lies on a disk of its own, which may not be written any more under play. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-saves")
class UnwritableSavesIT {

  private static final GameId ECHO = new GameId("echo");

  @TempDir private Path data;
  private SmallDisk disk;
  private RunningNode node;

  @BeforeEach
  void start() throws Exception {
    disk = SmallDisk.mount(data.resolve("saves"), "8m");
    node = RunningNode.startWith("gatehouse.game.look-after-interval = 500 ms", data);
  }

  @AfterEach
  void stop() throws Exception {
    if (node != null) {
      node.kill();
      disk.close();
    }
  }

  private boolean isSaved() throws Exception {
    return answer(node.games().saves(ALICE, ECHO)).size() == 1;
  }

  @Test
  void a_save_that_cannot_be_stored_is_kept_and_stored_when_it_can() throws Exception {
    var alice = node.attaches(node.opens(ALICE, ECHO));
    alice.reads("new");
    disk.remount("ro");
    alice.types("save\r");
    assertThat(alice.readsToTheEnd())
        .isEqualTo(
            new Ended(
                Ending.EXITED,
                "Your game has ended; what it saved could not be stored yet, and is kept."));
    Opening meanwhile = node.opens(ALICE, ECHO);
    assertThat(meanwhile).isNotInstanceOf(Opened.class);
    assertThat(isSaved()).isFalse();
    disk.remount("rw");
    await().atMost(Duration.ofSeconds(20)).until(this::isSaved);
    var after = (Opened) node.opens(ALICE, ECHO);
    assertThat(after.how()).isEqualTo(How.RESUMED);
    node.attaches(after).reads("restored");
  }
}
