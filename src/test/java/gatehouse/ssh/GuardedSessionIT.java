package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import gatehouse.testkit.Akka;
import java.time.Duration;
import org.apache.sshd.common.SshConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-A1")
class GuardedSessionIT {

  private Doorway doorway;

  @BeforeEach
  void open(ActorSystem<?> system) throws Exception {
    doorway = Doorway.open(system, "login-grace = 1h");
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  @Nested
  class Whoever_has_no_keys_yet {

    private static final int MOST = 256;

    private BareSocket stranger() throws Exception {
      var stranger = new BareSocket(doorway.door().address());
      stranger.introduction();
      stranger.sends("SSH-2.0-x\r\n").message();
      return stranger;
    }

    @Test
    void may_not_propose_them_twice() throws Exception {
      try (var stranger = stranger()) {
        stranger.proposesKeys().proposesKeys();
        assertThat(stranger.hearsToTheEnd()).contains("sign in before exchanging keys again");
      }
    }

    @ParameterizedTest
    @ValueSource(
        bytes = {
          SshConstants.SSH_MSG_IGNORE,
          SshConstants.SSH_MSG_UNIMPLEMENTED,
          SshConstants.SSH_MSG_DEBUG
        })
    void may_not_fill_the_time_with_messages_that_mean_nothing(byte command) throws Exception {
      try (var stranger = stranger()) {
        stranger.proposesKeys();
        for (int i = 0; i < MOST; i++) {
          stranger.sendsMessage(command, new byte[9]);
        }
        assertThat(stranger.hearsNothingButUnimplementedFor(100)).isTrue();
        stranger.sendsMessage(command, new byte[9]);
        assertThat(stranger.hearsToTheEnd()).contains("too many messages before signing in");
      }
    }

    @ParameterizedTest
    @ValueSource(
        bytes = {SshConstants.SSH_MSG_SERVICE_REQUEST, SshConstants.SSH_MSG_USERAUTH_REQUEST})
    void may_not_sign_in(byte command) throws Exception {
      try (var stranger = stranger()) {
        stranger.sendsMessage(command, new byte[9]);
        assertThat(stranger.hearsToTheEnd()).contains("sign in first");
      }
    }

    @Test
    void may_not_send_what_fills_the_memory() throws Exception {
      try (var stranger = stranger()) {
        stranger.sends(new byte[] {0, 0, (byte) 0x88, (byte) 0xb9, 4, 2, 0, 0, 0, 0});
        assertThat(stranger.hearsToTheEnd()).contains("too large a packet");
      }
    }
  }

  @Nested
  class Whoever_has_not_signed_in {

    @ParameterizedTest
    @ValueSource(
        ints = {
          SshConstants.SSH_MSG_SERVICE_ACCEPT,
          SshConstants.SSH_MSG_USERAUTH_FAILURE,
          SshConstants.SSH_MSG_USERAUTH_SUCCESS,
          SshConstants.SSH_MSG_GLOBAL_REQUEST,
          SshConstants.SSH_MSG_REQUEST_SUCCESS,
          SshConstants.SSH_MSG_CHANNEL_OPEN,
          SshConstants.SSH_MSG_CHANNEL_DATA,
          SshConstants.SSH_MSG_CHANNEL_REQUEST,
          192,
          255
        })
    void is_sent_away_for_anything_else(int command) throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.sends(command, new byte[32]);
        assertThat(caller.farewell()).isEqualTo("sign in first");
        assertThat(doorway.isEmpty()).isTrue();
      }
    }

    @Test
    void may_not_exchange_keys_again() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.offersKeys(1);
        caller.session().reExchangeKeys();
        assertThat(caller.farewell()).isEqualTo("sign in before exchanging keys again");
      }
    }

    @Test
    void may_send_some_messages_that_mean_nothing() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        for (int i = 0; i < 100; i++) {
          caller.sends(SshConstants.SSH_MSG_IGNORE, new byte[4]);
        }
        caller.gives(KnownAccounts.RIGHT);
        caller.shell();
        assertThat(doorway.guest().account()).isEqualTo("alice");
      }
    }
  }

  @Nested
  @Tag("SEC-P1")
  class Whoever_has_signed_in {

    @Test
    void may_exchange_keys_some_times_and_not_again_and_again() throws Exception {
      try (var caller = Caller.as(doorway, "play")) {
        var screen = caller.shell();
        doorway.guest().echoes();
        for (int i = 0; i < Rekeying.AT_ONCE; i++) {
          caller.session().reExchangeKeys().verify(20_000);
        }
        screen.type("fine");
        screen.shows("fine");
        // On a slow machine some are forgotten meanwhile.
        await()
            .pollInterval(Duration.ofMillis(20))
            .until(() -> {
              if (caller.session().isOpen()) {
                caller.session().reExchangeKeys().await(20_000);
              }
              return caller.session().isClosed();
            });
        assertThat(caller.farewell()).isEqualTo("keys exchanged again too often");
      }
    }

    @Test
    void may_send_what_strangers_may_not() throws Exception {
      try (var caller = Caller.as(doorway, "play")) {
        var screen = caller.shell();
        doorway.guest().echoes();
        for (int i = 0; i < 1000; i++) {
          caller.sends(SshConstants.SSH_MSG_IGNORE, new byte[4]);
        }
        caller.sends(SshConstants.SSH_MSG_IGNORE, new byte[40_000]);
        screen.type("fine");
        screen.shows("fine");
      }
    }
  }
}
