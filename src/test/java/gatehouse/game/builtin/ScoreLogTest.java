package gatehouse.game.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-launch")
class ScoreLogTest {

  @TempDir Path folder;

  @Test
  void has_a_line_of_tabbed_fields_for_each_ended_game() throws IOException {
    var adventure = new Adventure(1);
    adventure.act(Move.REST);
    adventure.quit();
    var line =
        ScoreLog.line(
            "Alice",
            adventure,
            Instant.parse("2026-11-22T23:59:50Z"),
            Instant.parse("2026-11-23T00:00:05Z"),
            12);
    var log = folder.resolve("xlogfile");
    IntStream.range(0, 3).forEach(game -> append(log, line));

    var lines = Files.readAllLines(log);
    assertThat(lines).hasSize(3);
    assertThat(List.of(lines.getLast().split("\t")))
        .containsExactly(
            "version=1",
            "points=0",
            "deathdnum=0",
            "deathlev=1",
            "maxlvl=1",
            "hp=16",
            "maxhp=16",
            "deaths=0",
            "deathdate=20261123",
            "birthdate=20261122",
            "name=Alice",
            "death=quit",
            "turns=2",
            "achieve=0x0",
            "realtime=12",
            "starttime=1795391990",
            "endtime=1795392005",
            "flags=0x0");
  }

  private static void append(Path log, String line) {
    try {
      ScoreLog.append(log, line);
    } catch (IOException problem) {
      throw new AssertionError(problem);
    }
  }
}
