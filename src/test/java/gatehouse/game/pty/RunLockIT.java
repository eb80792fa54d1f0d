package gatehouse.game.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.game.pty.Ptys.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-proc")
class RunLockIT {

  @TempDir Path folder;

  private Process start(Path lock, String script) throws IOException {
    return new ProcessBuilder(RunLock.holding(lock, List.of("/bin/sh", "-c", script))).start();
  }

  @Test
  void is_held_as_long_as_the_program_lives() throws Exception {
    var lock = folder.resolve("lock");
    assertThat(RunLock.wasTaken(lock)).isFalse();
    assertThat(RunLock.isHeld(lock)).isFalse();
    var program = start(lock, "read line");
    await().until(() -> RunLock.isHeld(lock));
    program.getOutputStream().close();
    program.waitFor();
    await().until(() -> !RunLock.isHeld(lock));
    assertThat(RunLock.wasTaken(lock)).isTrue();
  }

  @Test
  void is_held_by_what_the_program_left_behind_until_that_is_signalled() throws Exception {
    var lock = folder.resolve("lock");
    start(lock, "sleep 1000 > /dev/null 2>&1 < /dev/null & exit 0").waitFor();
    assertThat(RunLock.isHeld(lock)).isTrue();
    RunLock.signalHolders(lock, Signal.KILL);
    await().until(() -> !RunLock.isHeld(lock));
  }

  @Test
  void lets_no_second_program_in() throws Exception {
    var lock = folder.resolve("lock");
    var first = start(lock, "read line");
    await().until(() -> RunLock.isHeld(lock));
    var second = start(lock, "exit 0");
    assertThat(second.waitFor()).isEqualTo(75);
    first.destroyForcibly();
  }
}
