package gatehouse.game;

import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.RunningNode.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.game.Games.Ended;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.Opened;
import gatehouse.model.GameId;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Games that do badly, with real processes, in a sandbox where there is one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-monitor")
@Tag("GD-proc")
class GameHealthIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final GameId PATIENT = new GameId("patient");

  /** Tells its number, saves at a hang-up, and does as it is told. */
  private static final String OVERLAY =
      """
      gatehouse.games.patient {
        name = "Patient"
        command = ["/bin/sh", "-c", \"""
          trap 'echo saved > save; exit 0' HUP
          rm -f save
          echo ready
          while read line; do
            case $line in
              busy) while :; do :; done;;
              deaf) trap '' HUP; echo deaf; while :; do :; done;;
              stop) kill -STOP $$; echo awake;;
              hoards) i=0; while [ $i -lt 600 ]; do i=$((i+1)); : > file$i; done; read line;;
              segv) kill -SEGV $$;;
              *) echo "said $line";;
            esac
          done
          \"""]
        save = "save"
        directory = "%e"
        limits.own-space = 2 MiB
        stop = ["signal HUP 2s", "signal TERM 2s", "signal KILL 2s"]
      }
      gatehouse.game {
        health.interval = 300 ms
        runaway { cpu = 50, time = 3 s }
        stuck.time = 3 s
        end-warning = 1 s
      }
      """;

  @TempDir private Path data;
  private RunningNode node;
  private SessionId session;

  @BeforeEach
  void start() throws Exception {
    node = RunningNode.startWith(OVERLAY, data);
  }

  @AfterEach
  void stop() throws Exception {
    node.kill();
  }

  private FakePerson plays() throws Exception {
    var seat = (Opened) node.opens(ALICE, PATIENT);
    session = seat.session();
    var person = node.attaches(seat);
    person.reads("ready");
    return person;
  }

  private Optional<Health> health() {
    return Optional.ofNullable(node.node().health().toCompletableFuture().join().get(session));
  }

  private void does(Predicate<Health> so) {
    await().atMost(SOON).until(() -> health().filter(so).isPresent());
  }

  @Test
  void its_health_is_known_whatever_it_runs_in() throws Exception {
    plays();
    does(health -> health.memory() > 500_000 && health.processes() >= 1);
    assertThat(health().orElseThrow().cpuShare()).isLessThan(0.2);
  }

  @Test
  void a_busy_loop_is_saved_and_ended_as_a_runaway() throws Exception {
    var alice = plays();
    alice.types("busy\r");
    does(health -> health.cpuShare() > 0.3);
    var end = alice.readsToTheEnd();
    assertThat(end.text()).startsWith("Patient was busy with nothing: your game is saved. [");
  }

  @Test
  void a_busy_loop_that_heeds_no_hang_up_is_ended_all_the_same() throws Exception {
    var alice = plays();
    alice.types("deaf\r");
    var end = alice.readsToTheEnd();
    assertThat(end)
        .isEqualTo(
            new Ended(Ending.STOPPED, "Patient was busy with nothing: your game was ended."));
  }

  @Test
  void a_stopped_game_is_woken() throws Exception {
    var alice = plays();
    alice.types("stop\r");
    alice.reads("awake");
    alice.types("hello\r");
    alice.reads("said hello");
  }

  @Test
  void a_stopped_game_is_saved_when_it_is_ended() throws Exception {
    var alice = plays();
    alice.types("stop\r");
    answer(node.games().end(RequestId.random(), ALICE, PATIENT));
    assertThat(alice.readsToTheEnd().ending()).isEqualTo(Ending.SAVED);
  }

  @Test
  @Tag("SEC-S1")
  void a_game_that_fills_its_folder_with_small_files_is_saved_and_ended() throws Exception {
    var alice = plays();
    alice.types("hoards\r");
    assertThat(alice.readsToTheEnd().text())
        .startsWith("Patient's files took too much room: your game is saved.");
  }

  @Test
  @Tag("C-state")
  void a_segmentation_fault_is_a_crash() throws Exception {
    var alice = plays();
    does(health -> Duration.between(health.lastOutput(), health.at()).toMillis() > 1000);
    alice.types("segv\r");
    assertThat(alice.readsToTheEnd())
        .isEqualTo(new Ended(Ending.CRASHED, "Patient crashed (signal 11)."));
  }
}
