package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.SerializationTestKit;
import gatehouse.game.pty.Ptys.End;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.Signalled;
import gatehouse.testkit.Akka;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-proc")
class ProcessEndTest {

  private static final Duration CPU = Duration.ofMillis(1260);
  private static final long PEAK = 12 << 20;

  @Test
  void an_exit_has_a_status_and_no_signal() {
    assertThat(ProcessEnd.of(new End(new Exited(3), CPU), Duration.ofMinutes(2), PEAK))
        .isEqualTo(new ProcessEnd(3, 0, Duration.ofMinutes(2), CPU, PEAK))
        .hasToString("status 3, ran 120 s, CPU 1.3 s, memory 12 MiB");
  }

  @Test
  void a_death_by_a_signal_has_a_signal_and_no_status() {
    assertThat(ProcessEnd.of(new End(new Signalled(11), CPU), Duration.ofSeconds(1), PEAK))
        .hasToString("signal 11, ran 1 s, CPU 1.3 s, memory 12 MiB");
  }

  @Test
  void it_can_be_stored(ActorTestKit testKit) {
    var end = ProcessEnd.of(new End(new Exited(3), CPU), Duration.ofMinutes(2), PEAK);
    new SerializationTestKit(testKit.system()).verifySerialization(end, true);
  }
}
