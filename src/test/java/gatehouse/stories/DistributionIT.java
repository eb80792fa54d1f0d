package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static gatehouse.testkit.NeedsRealPart.SETPRIV;
import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.SYSTEMD_ANALYZE;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the build has packed, unpacked and used as an operator does, by somebody who is not root.
 */
@NeedsRealPart(SETPRIV)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("RA-deploy")
class DistributionIT {

  private static final Pattern MANAGEMENT = Pattern.compile("management at http://(\\S+)");

  @TempDir static Path folder;
  private static Distribution distribution;

  @BeforeAll
  static void unpack() throws Exception {
    distribution = Distribution.unpacked(folder.resolve("now"));
    Distribution.writable(folder.resolve("somebody"));
  }

  @Test
  void one_folder_holds_the_launcher_the_settings_and_a_jar_of_ours_beside_those_it_needs()
      throws Exception {
    var archive = Distribution.archive().toString();
    var names = Distribution.run(List.of("tar", "-tzf", archive), Map.of()).said().lines().toList();
    var top = distribution.home().getFileName() + "/";
    assertThat(names)
        .allMatch(name -> name.startsWith(top))
        .contains(top + "LICENSE", top + "README.md", top + "conf/games/nethack.conf")
        .contains(top + "bin/gatehouse", top + "lib/gatehouse.jar")
        .contains(top + "systemd/gatehouse.service")
        .noneMatch(name -> name.contains("junit") || name.contains("testkit"));
    assertThat(distribution.home().resolve("bin/gatehouse")).isExecutable();
    assertThat(Files.size(distribution.home().resolve("lib/gatehouse.jar"))).isLessThan(5_000_000);
  }

  @Test
  void it_tells_its_version_and_what_it_can_do() throws Exception {
    var version = distribution.gatehouse(Map.of(), "version");
    var number = distribution.home().getFileName().toString().replace("gatehouse-", "");
    assertThat(version.said()).matches("gatehouse " + Pattern.quote(number) + " on Java 25\\S*\n");
    assertThat(version.status()).isZero();
    assertThat(distribution.gatehouse(Map.of(), "--help").said()).contains("run", "admin", "aot");
  }

  @Test
  void what_it_does_not_understand_is_one_line_and_status_2() throws Exception {
    var outcome = distribution.gatehouse(Map.of(), "run", "--prot=22");
    assertThat(outcome.said())
        .isEqualTo(
            "gatehouse run: Unknown option: '--prot=22'; gatehouse run --help tells what"
                + " there is\n");
    assertThat(outcome.status()).isEqualTo(2);
  }

  @Test
  void a_java_that_is_none_is_one_line_and_status_1() throws Exception {
    var none = distribution.gatehouse(Map.of("GATEHOUSE_JAVA", "/bin/true"), "version");
    assertThat(none.said())
        .isEqualTo(
            "gatehouse cannot start: it needs Java 25, but /bin/true, which GATEHOUSE_JAVA"
                + " names, is no Java\n");
    assertThat(none.status()).isEqualTo(1);
    var missing = distribution.gatehouse(Map.of("GATEHOUSE_JAVA", "/no/java"), "version");
    assertThat(missing.said()).contains("there is no program /no/java").hasLineCount(1);
    assertThat(missing.status()).isEqualTo(1);
  }

  @Test
  void it_starts_through_links_and_the_options_win() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("link"), distribution.home());
    var byLink = new Distribution(link);
    var elsewhere = Map.of("GATEHOUSE_DATA_DIR", "/dev/null/x");
    assertThat(byLink.gatehouse(elsewhere, "run").said())
        .contains("/dev/null/x cannot be made")
        .hasLineCount(1);
    assertThat(byLink.gatehouse(elsewhere, "run", "--data-dir", "/dev/null/y").said())
        .contains("/dev/null/y cannot be made");
    assertThat(byLink.gatehouse(Map.of(), "run", "--config", "/no/file").said())
        .isEqualTo(
            "gatehouse cannot start: the configuration file /no/file cannot be read;"
                + " --config or GATEHOUSE_CONFIG names it\n");
  }

  @Test
  @NeedsRealPart({SETPRIV, SSH, TMUX, NETHACK, BUBBLEWRAP})
  @Tag("K-ops")
  @Tag("S1.1-save")
  void an_upgrade_under_play_costs_players_a_moment_and_not_a_turn() throws Exception {
    var data = Distribution.writable(folder.resolve("data"));
    var newer = Distribution.unpacked(folder.resolve("newer"));
    int turn;
    try (var server = distribution.start(data, Map.of())) {
      assertThat(status(server)).isEqualTo(new Distribution.Outcome(0, "is ready"));
      var players = new Players(server);
      var alice = players.playsNetHack(players.registered("Alice"));
      turn = players.turn(alice) + 1;
      alice.types("s").sees("T:" + turn);
      assertThat(server.stop()).isZero();
      assertThat(server.console().strip()).endsWith("gatehouse stopped: 1 game saved");
      alice.sees("is saved. The server is going down.").sees("[ssh ended with 0]").close();
      assertThat(status(server).status()).isEqualTo(2);
    }
    try (var server = newer.start(data, Map.of())) {
      var players = new Players(server);
      var alice = players.returning("Alice");
      players.plays(alice, "NetHack").sees("Restoring save file");
      alice.answersUntil("T:" + turn, Map.of("--More--", "Space")).close();
    }
  }

  private static Distribution.Outcome status(ServerProcess server) throws Exception {
    var address = MANAGEMENT.matcher(server.console());
    assertThat(address.find()).as(server.console()).isTrue();
    var outcome =
        distribution.gatehouse(Map.of(), "admin", "status", "--address", address.group(1));
    var prefix = "gatehouse at " + address.group(1) + " ";
    assertThat(outcome.said()).startsWith(prefix).hasLineCount(1);
    return new Distribution.Outcome(
        outcome.status(), outcome.said().substring(prefix.length()).strip());
  }

  @Test
  void a_cache_is_made_once_and_used_and_passed_over_when_it_is_damaged() throws Exception {
    var caches = Distribution.writable(folder.resolve("caches"));
    var here = Map.of("GATEHOUSE_CACHE_DIR", caches.toString());
    var needed =
        Map.of("GATEHOUSE_JAVA_OPTS", "-XX:AOTMode=on", "GATEHOUSE_CACHE_DIR", "" + caches);
    var plain = distribution.gatehouse(Map.of(), "version");

    assertThat(distribution.gatehouse(here, "aot").said()).startsWith("made: ").hasLineCount(1);
    assertThat(distribution.gatehouse(here, "aot").said()).startsWith("up to date: ");
    var cache = onlyFile(caches);
    assertThat(distribution.gatehouse(needed, "version")).isEqualTo(plain);

    var middle = Files.size(cache) / 2;
    try (var file = Files.newByteChannel(cache, StandardOpenOption.WRITE)) {
      file.position(middle).write(ByteBuffer.wrap(new byte[1000]));
    }
    assertThat(distribution.gatehouse(needed, "version").status()).isNotZero();
    assertThat(distribution.gatehouse(here, "version")).isEqualTo(plain);
    Files.writeString(cache, "no cache at all");
    assertThat(distribution.gatehouse(here, "version")).isEqualTo(plain);
    Files.writeString(cache, "");
    assertThat(distribution.gatehouse(here, "version")).isEqualTo(plain);
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      var all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @Test
  @NeedsRealPart({SETPRIV, SYSTEMD_ANALYZE})
  void systemd_finds_no_fault_with_the_units() throws Exception {
    var units = Files.createDirectories(folder.resolve("units"));
    var command = new ArrayList<>(List.of(SYSTEMD_ANALYZE, "verify"));
    for (var name : List.of("gatehouse.service", "gatehouse-aot.service")) {
      var unit = Files.readString(distribution.home().resolve("systemd").resolve(name));
      var here = unit.replace("/opt/gatehouse", distribution.home().toString());
      command.add(Files.writeString(units.resolve(name), here).toString());
    }
    assertThat(Distribution.run(command, Map.of())).isEqualTo(new Distribution.Outcome(0, ""));
  }

  @Test
  void systemd_gives_gatehouse_longer_to_stop_than_it_takes() throws Exception {
    var unit = Files.readString(distribution.home().resolve("systemd/gatehouse.service"));
    assertThat(unit.lines())
        .contains("KillMode=mixed", "KillSignal=SIGTERM", "OOMPolicy=continue")
        .contains("TimeoutStopSec=120");
  }
}
