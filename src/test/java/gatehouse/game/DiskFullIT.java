package gatehouse.game;

import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.RunningNode.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Opening;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory on a small disk, which takes root to mount. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("K-exhaust")
class DiskFullIT {

  private static final GameId ECHO = new GameId("echo");
  private static final PlayerName BOB = new PlayerName("Bob");

  @TempDir private Path folder;
  private Path disk;
  private RunningNode node;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString())).isZero();
    node = RunningNode.startWith("gatehouse.game.least-free.disk = 4 MiB", disk);
  }

  @AfterEach
  void unmount() throws Exception {
    if (node != null) {
      node.kill();
      await().atMost(Duration.ofSeconds(20)).until(() -> run("umount", disk.toString()) == 0);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Opening open(PlayerName player) throws Exception {
    return answer(node.games().open(RequestId.random(), player, ECHO, RunningNode.WANTED));
  }

  @Test
  void a_full_disk_starts_no_game_and_those_that_run_go_on() throws Exception {
    assertThat(open(ALICE)).isInstanceOf(Opened.class);
    var filler = disk.resolve("filler");
    Files.write(filler, new byte[5 << 20]);
    assertThat(open(BOB)).isEqualTo(new CannotOpen("All places are taken; try again later."));
    assertThat(((Opened) open(ALICE)).how()).isEqualTo(How.RETURNED);
    Files.delete(filler);
    assertThat(open(BOB)).isInstanceOf(Opened.class);
  }
}
