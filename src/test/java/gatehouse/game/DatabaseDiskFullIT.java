package gatehouse.game;

import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.RunningNode.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.Opening;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose H2 file is on a disk that runs full. Only root can make such a disk. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-persist")
@Tag("K-exhaust")
class DatabaseDiskFullIT {

  private static final GameId ECHO = new GameId("echo");
  private static final PlayerName BOB = new PlayerName("Bob");
  private static final CannotOpen OUT_OF_REACH =
      new CannotOpen("The game service's database is out of reach; try again in a moment.");

  @TempDir private Path folder;
  private Path disk;
  private RunningNode node;

  @BeforeEach
  void start() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")));
    disk = Files.createDirectory(folder.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
    var url =
        "jdbc:h2:file:%s/db;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;DATABASE_TO_UPPER=FALSE"
            .formatted(disk);
    node =
        RunningNode.start(
            folder.resolve("data"), ConfigFactory.parseMap(Map.of("gatehouse.database.url", url)));
  }

  @AfterEach
  void stop() throws Exception {
    if (node != null) {
      node.kill();
    }
    if (disk != null) {
      run("umount", "--lazy", disk.toString());
    }
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private Opening open(PlayerName player) throws Exception {
    return answer(node.games().open(RequestId.random(), player, ECHO, RunningNode.WANTED));
  }

  private Path fill() throws IOException {
    var file = disk.resolve("filling");
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[256]);
      }
    } catch (IOException full) {
      return file;
    }
  }

  @Test
  void nobody_starts_and_when_there_is_room_again_all_is_as_before() throws Exception {
    var alice = (Opened) open(ALICE);
    var filling = fill();
    assertThat(open(BOB)).isEqualTo(OUT_OF_REACH);
    assertThat(open(BOB)).isEqualTo(OUT_OF_REACH);
    assertThat(((Opened) open(ALICE)).session()).isEqualTo(alice.session());
    Files.delete(filling);
    await()
        .atMost(Duration.ofSeconds(8))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> open(BOB), Opened.class::isInstance);
    answer(node.games().end(RequestId.random(), ALICE, ECHO));
    assertThat(((Opened) open(ALICE)).how()).isEqualTo(How.RESUMED);
  }
}
