package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.Person;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a player's game when it, its save or the service goes down hard. */
@NeedsRealPart({NETHACK, BUBBLEWRAP, SSH, TMUX})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("F18")
@Tag("S1.1-save")
class CrashesIT {

  /** In NetHack's last line, and in no menu. */
  private static final String STATUS = "Dlvl:1 $:";

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  /** Kills the game itself, as the kernel does that runs short of memory. */
  private static void killNetHack(ServerProcess server) {
    var games =
        server
            .handle()
            .descendants()
            .filter(process -> process.info().command().orElse("").endsWith("/nethack-console"))
            .toList();
    assertThat(games).hasSize(1);
    games.forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits until the game that goes on takes keys. */
  private static Person resumed(Person person) {
    person.answersUntil(STATUS, Map.of("--More--", "Space"));
    return person.dismisses("--More--", "Space");
  }

  private static void searches(Person person) {
    person.types("s").answersUntil("T:2", Map.of("--More--", "Space"));
  }

  @Test
  void a_game_that_is_killed_is_recovered_by_its_own_means() throws Exception {
    try (var server = ServerProcess.start(data(), Map.of())) {
      var players = new Players(server);
      var alice = players.playsNetHack(players.registered("Alice"));
      searches(alice);
      killNetHack(server);
      alice.sees("(signal 9).").sees("Logged in as: Alice");
      alice.types("p").sees("NetHack").sees("(crashed; can be recovered)").types("a");
      alice.sees("Your last game of NetHack ended in a crash.").types("r");
      alice.sees("Your last game crashed; this is what could be recovered of it.");
      resumed(alice);
      assertThat(alice.screen()).contains("Alice the").doesNotContain("Destroy old game?");
      try (var anybody = players.visitor()) {
        anybody.types("w").sees("Alice").sees("NH36*").sees("* recovered after a crash");
      }
      alice.types("S").sees("Really save?").types("y").sees("is saved.").close();
    }
  }

  @Test
  void a_death_is_a_death_and_nothing_comes_back() throws Exception {
    try (var server = ServerProcess.start(data(), Map.of())) {
      var players = new Players(server);
      var bob = players.playsNetHack(players.registered("Bob"));
      bob.types("S").sees("Really save?").types("y").sees("is saved.");
      bob.types("p").sees("(saved; resumes T:1 on Dlvl:1)").types("a");
      resumed(bob).types("#quit").enters("");
      bob.answersUntil(
          "is over.", Map.of("Really quit?", "y", "[ynq]", "q", "--More--", "Space", "(end)", "q"));
      bob.types("p").sees("a) NetHack");
      assertThat(bob.screen()).doesNotContain("(saved;").doesNotContain("(crashed;");
      players.plays(bob.types("q").sees("p) Play a game"), "NetHack").sees("Shall I pick").close();
    }
  }

  /** Somebody who had taken up a save and has died since, at NetHack's last prompt. */
  private static Person atTheirGrave(Players players, String name) {
    var person = players.playsNetHack(players.registered(name));
    person.types("S").sees("Really save?").types("y").sees("is saved.");
    person.types("p").sees("(saved; resumes T:1 on Dlvl:1)").types("a");
    resumed(person).types("#quit").enters("");
    return person.sees("Really quit?").types("y").sees("[ynq]");
  }

  private void staysDead(Players players, String name) {
    await("the end").atMost(Duration.ofSeconds(60)).until(() -> SessionLog.runs(data()).isEmpty());
    try (var person = players.returning(name).sees("p) Play a game")) {
      person.types("p").sees("a) NetHack");
      assertThat(person.screen()).doesNotContain("(saved;").doesNotContain("(crashed;");
    }
  }

  @Test
  void a_death_that_is_not_waited_for_is_one_too() throws Exception {
    var hasty = Files.writeString(folder.resolve("hasty"), "gatehouse.game.detached-grace = 1s");
    try (var server = ServerProcess.start(data(), Map.of("GATEHOUSE_CONFIG", hasty.toString()))) {
      var players = new Players(server);
      atTheirGrave(players, "Eve").close();
      staysDead(players, "Eve");
    }
  }

  @Test
  void a_death_that_the_service_did_not_live_to_see_is_one_too() throws Exception {
    try (var server = ServerProcess.start(data(), Map.of())) {
      var fay = atTheirGrave(new Players(server), "Fay");
      assertThat(server.handle().destroyForcibly()).isTrue();
      fay.sees("[ssh ended with 255]").close();
    }
    try (var server = ServerProcess.start(data(), Map.of())) {
      staysDead(new Players(server), "Fay");
    }
    SessionLog.read(data()).check();
  }

  @Test
  void a_tampered_save_is_refused_and_the_last_good_one_taken_up() throws Exception {
    try (var server = ServerProcess.start(data(), Map.of())) {
      var players = new Players(server);
      var carol = players.playsNetHack(players.registered("Carol"));
      carol.types("S").sees("Really save?").types("y").sees("is saved.");
      carol.types("p").sees("(saved; resumes T:1 on Dlvl:1)").types("a");
      resumed(carol);
      searches(carol);
      carol.types("S").sees("Really save?").types("y").sees("is saved.");
      tamper(2);
      carol.types("p").sees("(saved; resumes T:2 on Dlvl:1)").types("a");
      carol.sees("Your save of NetHack is damaged and was not used.");
      carol.types("p").sees("(saved, but the save is damaged)").types("a");
      carol
          .sees("Your save of NetHack is damaged.")
          .sees("Its last good save is at T:1 on Dlvl:1.");
      resumed(carol.types("r")).sees("T:1");
      carol.types("S").sees("Really save?").types("y").sees("is saved.").close();
    }
  }

  private void tamper(long epoch) throws IOException {
    try (var blobs = Files.list(data().resolve("saves/nethack/carol/" + epoch))) {
      var blob = blobs.min(Comparator.naturalOrder()).orElseThrow();
      Files.setPosixFilePermissions(blob, PosixFilePermissions.fromString("rw-------"));
      var bytes = Files.readAllBytes(blob);
      bytes[bytes.length / 2] ^= 1;
      Files.write(blob, bytes);
    }
  }

  @Test
  @Tag("GD-persist")
  void a_service_that_is_killed_under_play_has_the_game_saved_when_it_is_back() throws Exception {
    try (var server = ServerProcess.start(data(), Map.of())) {
      var players = new Players(server);
      var dora = players.playsNetHack(players.registered("Dora"));
      searches(dora);
      assertThat(server.handle().destroyForcibly()).isTrue();
      dora.sees("[ssh ended with 255]").close();
    }
    try (var server = ServerProcess.start(data(), Map.of())) {
      await().until(() -> SessionLog.runs(data()).isEmpty());
      var dora = new Players(server).returning("Dora");
      dora.sees("R) Resume saved NetHack").types("R");
      resumed(dora).sees("T:2").close();
    }
    SessionLog.read(data()).check();
  }
}
