package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who forgets their game. */
@NeedsRealPart({SSH, TMUX})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-proc")
@Tag("S1.4-e2e")
class TimesUpIT {

  /** Draws with margins and colours, writes what is typed but for dots, and saves. */
  private static final String PAINT =
      """
      gatehouse.game {
        health.interval = 200 ms
        end-warning = 12 s
        notice-time = 60 s
      }
      gatehouse.games.paint {
        name = "Paint"
        command = ["/bin/sh", "-c", \"""
          trap 'echo saved > save; exit 0' HUP
          stty raw -echo
          printf '\\033[?1049h\\033[H\\033[31mred\\033[44m on blue\\033[0m'
          printf '\\033[24;1Hthe last row\\033[3;20r\\033[1;32m\\033[5;10H'
          while :; do
            key=$(dd bs=1 count=1 2>/dev/null)
            [ "$key" = . ] || printf %%s "$key"
          done
          \"""]
        order = 1
        save = "save"
        directory = "%e"
        idle-timeout = 20 s
      }
      """;

  @TempDir Path folder;

  @Test
  void is_warned_goes_on_and_later_reads_that_it_was_saved() throws Exception {
    var overlay = Files.writeString(folder.resolve("paint.conf"), PAINT);
    try (var server =
        ServerProcess.start(
            folder.resolve("data"), Map.of("GATEHOUSE_CONFIG", overlay.toString()))) {
      var players = new Players(server);
      var alice = players.registered("Alice");
      players.plays(alice, "Paint").sees("the last row").types("ab").sees("ab");
      var before = alice.picture();
      assertThat(before).contains("\033[31m");

      alice.sees("press a key").sees("saved and ended in").seesNoMore("the last row");
      await("the screen as it was, at a key that does not come too soon")
          .pollInterval(Duration.ofMillis(400))
          .until(() -> alice.types(".").screen().contains("the last row"));
      assertThat(alice.picture()).isEqualTo(before);
      alice.types("c").sees("abc");

      alice.sees("press a key");
      alice.sees("Nothing was typed for too long: your game is saved.");
      alice.sees("Logged in as: Alice").types("p").sees("(saved; resumes").close();
    }
  }
}
