package gatehouse.bench;

import static gatehouse.testkit.NeedsRealPart.SSHD;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the load harness works; what it measures is not looked at. */
@NeedsRealPart(SSHD)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("M-handshake")
class BenchIT {

  @TempDir Path folder;

  @Test
  void a_small_run_makes_a_table_and_json() throws Exception {
    var report = folder.resolve("report.json");
    var table =
        Bench.run(
            """
            rounds = 1
            scenarios = [storm, arrivals, spectators]
            storm { gatehouse = 4, mina = 4, openssh = 4 }
            storm.warm-up { gatehouse = 1, mina = 1, openssh = 1 }
            arrivals { warm-up = 100 ms, duration = 300 ms }
            spectators { viewers = 3, warm-up = 200 ms, duration = 2 s }
            report = "%s"
            """
                .formatted(report));

    assertThat(table.lines())
        .anyMatch(line -> line.matches("\\| sign-in storm.*(\\| [0-9.]+ ){5}\\|"))
        .anyMatch(line ->
            line.matches("\\| coming in, 20 a second \\| p95, ms \\| [0-9.]+ (\\| – ){4}\\|"))
        .anyMatch(line -> line.matches("\\| 1 player, 3 spectators .*\\| [0-9.]+ (\\| – ){4}\\|"));
    assertThat(Files.readString(report)).contains("\"median\"").contains("\"cores\"");
  }
}
