package gatehouse.game.pty;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.Signalled;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-proc")
class ChildTest {

  @Test
  void a_wait_status_tells_an_exit_status() {
    assertThat(Child.decode(0)).isEqualTo(new Exited(0));
    assertThat(Child.decode(255 << 8)).isEqualTo(new Exited(255));
  }

  @Test
  void a_wait_status_tells_a_signal_with_or_without_a_core_dump() {
    assertThat(Child.decode(1)).isEqualTo(new Signalled(1));
    assertThat(Child.decode(0x80 | 11)).isEqualTo(new Signalled(11));
  }
}
