package gatehouse.game;

import static gatehouse.game.OneGame.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Opening;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory on a small disk, with more left for the database than it ever takes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("K-exhaust")
class DiskFullIT {

  private static final GameId ECHO = new GameId("echo");
  private static final PlayerName BOB = new PlayerName("Bob");

  @TempDir private Path folder;
  private SmallDisk disk;
  private RunningNode node;

  @BeforeEach
  void start() throws Exception {
    disk = SmallDisk.mount(folder.resolve("disk"), "64m");
    node = RunningNode.startWith("gatehouse.game.least-free.disk = 32 MiB", disk.at());
  }

  @AfterEach
  void stop() throws Exception {
    if (node != null) {
      node.kill();
      disk.close();
    }
  }

  private Opening open(PlayerName player) throws Exception {
    return node.opens(player, ECHO);
  }

  @Test
  void a_full_disk_starts_no_game_and_those_that_run_go_on() throws Exception {
    assertThat(open(ALICE)).isInstanceOf(Opened.class);
    var filler = disk.at().resolve("filler");
    Files.write(filler, new byte[40 << 20]);
    assertThat(open(BOB)).isEqualTo(new CannotOpen("All places are taken; try again later."));
    assertThat(((Opened) open(ALICE)).how()).isEqualTo(How.RETURNED);
    Files.delete(filler);
    assertThat(open(BOB)).isInstanceOf(Opened.class);
  }
}
