package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import gatehouse.game.catalogue.GameEntry.TimeLimits;
import gatehouse.game.pty.Ptys.Condition;
import gatehouse.game.pty.Ptys.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-monitor")
class PulseTest {

  private static final Instant BEGAN = Instant.parse("2026-12-01T12:00:00Z");
  private static final Advice.Nothing NOTHING = new Advice.Nothing();

  private HealthSettings settings = settings(Duration.ofMinutes(2), Duration.ofMinutes(1));
  private TimeLimits limits = TimeLimits.NONE;
  private Pulse pulse = new Pulse(settings, limits, BEGAN);
  private Instant now = BEGAN;
  private Duration cpu = Duration.ZERO;
  private Condition condition = Condition.GOING;
  private double crowding = 1;
  private Instant lastInput = Instant.MIN;
  private Instant lastOutput = Instant.MIN;
  private Instant unread = Instant.MIN;
  private Optional<Instant> attached = Optional.of(BEGAN);

  private static HealthSettings settings(Duration runaway, Duration stuck) {
    return new HealthSettings(Duration.ofSeconds(10), 90, runaway, stuck, Duration.ofMinutes(1));
  }

  private void lives(HealthSettings by, TimeLimits within) {
    settings = by;
    limits = within;
    pulse = new Pulse(settings, limits, BEGAN);
  }

  /** Ten seconds later, of which it has used so many. */
  private Advice after(double busy) {
    now = now.plusSeconds(10);
    cpu = cpu.plus(Duration.ofMillis((long) (busy * 1000)));
    return look();
  }

  private Advice look() {
    var vitals = new Vitals(cpu, 1 << 20, 3, 4, condition);
    return pulse.feel(
        new Pulse.Look(
            now, Optional.of(vitals), crowding, lastInput, lastOutput, attached, unread));
  }

  /** The first advice to do something, within so many looks. */
  private Advice within(int looks, double busy) {
    Advice advice = NOTHING;
    for (int look = 0; look < looks && advice.equals(NOTHING); look++) {
      advice = after(busy);
    }
    return advice;
  }

  @Test
  void its_health_is_what_was_found() {
    after(0);
    lastInput = now;
    after(2.5);
    var health = pulse.health().orElseThrow();
    assertThat(health.cpuShare()).isCloseTo(0.25, offset(0.001));
    assertThat(health.memory()).isEqualTo(1 << 20);
    assertThat(health.lastInput()).isEqualTo(lastInput);
    assertThat(health.lastOutput()).isEqualTo(BEGAN);
    assertThat(pulse.peakMemory()).isEqualTo(1 << 20);
  }

  @Nested
  class A_runaway {

    @Test
    void is_ended_after_its_time() {
      after(9.9);
      assertThat(within(11, 9.9)).isEqualTo(NOTHING);
      assertThat(after(9.9)).isEqualTo(new Advice.End(StopCause.RUNAWAY));
    }

    @Test
    void is_found_though_it_was_idle_before() {
      within(30, 0);
      assertThat(within(24, 9.9)).isEqualTo(new Advice.End(StopCause.RUNAWAY));
    }

    @Test
    void is_none_while_it_writes() {
      for (int look = 0; look < 50; look++) {
        lastOutput = now;
        assertThat(after(9.9)).isEqualTo(NOTHING);
      }
    }

    @Test
    void is_none_while_it_is_typed_to() {
      for (int look = 0; look < 50; look++) {
        lastInput = now;
        assertThat(after(9.9)).isEqualTo(NOTHING);
      }
    }

    @Test
    void is_none_if_it_rests_now_and_then() {
      for (int look = 0; look < 10; look++) {
        assertThat(within(6, 9.9)).isEqualTo(NOTHING);
        assertThat(within(6, 1)).isEqualTo(NOTHING);
      }
    }

    @Test
    void is_found_though_others_take_their_part_of_the_processor() {
      crowding = 4;
      assertThat(within(14, 2.4)).isEqualTo(new Advice.End(StopCause.RUNAWAY));
    }

    @Test
    void may_be_let_be() {
      lives(settings(Duration.ZERO, Duration.ZERO), TimeLimits.NONE);
      assertThat(within(1000, 10)).isEqualTo(NOTHING);
    }
  }

  @Nested
  class A_stopped_game {

    @Test
    void is_woken_and_goes_on() {
      condition = Condition.STOPPED;
      assertThat(after(0)).isEqualTo(new Advice.Wake());
      condition = Condition.GOING;
      assertThat(within(50, 0)).isEqualTo(NOTHING);
    }

    @Test
    void is_ended_if_it_does_not_wake() {
      condition = Condition.STOPPED;
      for (int look = 0; look < 6; look++) {
        assertThat(after(0)).isEqualTo(new Advice.Wake());
      }
      assertThat(after(0)).isEqualTo(new Advice.End(StopCause.STUCK));
    }

    @Test
    void may_be_let_be() {
      lives(settings(Duration.ZERO, Duration.ZERO), TimeLimits.NONE);
      condition = Condition.STOPPED;
      assertThat(within(100, 0)).isEqualTo(NOTHING);
    }
  }

  @Nested
  class A_stuck_game {

    @Test
    void is_blocked_in_the_kernel_for_long() {
      condition = Condition.BLOCKED;
      assertThat(within(6, 0)).isEqualTo(NOTHING);
      assertThat(after(0)).isEqualTo(new Advice.End(StopCause.STUCK));
    }

    @Test
    void leaves_keys_unread_and_writes_nothing() {
      lastOutput = now;
      unread = now.plusSeconds(5);
      assertThat(within(6, 0)).isEqualTo(NOTHING);
      assertThat(after(0)).isEqualTo(new Advice.End(StopCause.STUCK));
    }

    @Test
    void is_none_once_it_writes_again() {
      unread = now.plusSeconds(5);
      assertThat(within(5, 0)).isEqualTo(NOTHING);
      lastOutput = now;
      assertThat(within(50, 0)).isEqualTo(NOTHING);
    }
  }

  @Nested
  class Its_time {

    @Test
    void runs_while_nothing_is_typed_and_is_warned_of_once() {
      lives(settings, new TimeLimits(Duration.ofMinutes(5), Duration.ZERO));
      assertThat(within(24, 0))
          .isEqualTo(
              new Advice.Warn(
                  "Nothing was typed for long: press a key, or your game is saved and ended in 60"
                      + " seconds."));
      assertThat(within(5, 0)).isEqualTo(NOTHING);
      assertThat(after(0)).isEqualTo(new Advice.End(StopCause.IDLE));
    }

    @Test
    void begins_anew_with_each_key_and_each_terminal() {
      lives(settings, new TimeLimits(Duration.ofMinutes(5), Duration.ZERO));
      within(24, 0);
      lastInput = now;
      assertThat(within(23, 0)).isEqualTo(NOTHING);
      assertThat(after(0)).isInstanceOf(Advice.Warn.class);
      attached = Optional.of(now);
      assertThat(within(23, 0)).isEqualTo(NOTHING);
      attached = Optional.empty();
      assertThat(within(100, 0)).isEqualTo(NOTHING);
    }

    @Test
    void may_be_up_whatever_is_typed() {
      lives(settings, new TimeLimits(Duration.ZERO, Duration.ofMinutes(5)));
      for (int look = 0; look < 23; look++) {
        lastInput = now;
        assertThat(after(0)).isEqualTo(NOTHING);
      }
      assertThat(after(0))
          .isEqualTo(
              new Advice.Warn(
                  "Your time is up in 60 seconds; your game will be saved and ended then."));
      assertThat(within(5, 0)).isEqualTo(NOTHING);
      assertThat(after(0)).isEqualTo(new Advice.End(StopCause.TOO_LONG));
    }

    @Test
    void is_minded_where_processes_cannot_be_looked_at() {
      lives(settings, new TimeLimits(Duration.ofMinutes(5), Duration.ZERO));
      now = now.plusSeconds(300);
      var look =
          new Pulse.Look(now, Optional.empty(), 1, Instant.MIN, Instant.MIN, attached, Instant.MIN);
      assertThat(pulse.feel(look)).isEqualTo(new Advice.End(StopCause.IDLE));
    }
  }

  @Test
  void processor_time_is_counted_once() {
    assertThat(pulse.moreCpu(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
    assertThat(pulse.moreCpu(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(2));
    assertThat(pulse.moreCpu(Duration.ofSeconds(4))).isEqualTo(Duration.ZERO);
  }
}
