package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.util.ByteString;
import gatehouse.testkit.Akka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.util.security.SecurityUtils;
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
@Tag("SD-ssh")
class SshFrontDoorIT {

  private ActorSystem<?> system;
  private Doorway doorway;

  @BeforeEach
  void open(ActorSystem<?> system) throws Exception {
    this.system = system;
    reopen("");
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  private void reopen(String changes) throws Exception {
    if (doorway != null) {
      doorway.close();
    }
    doorway = Doorway.open(system, changes);
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), doorway.port());
  }

  @Nested
  @Tag("C-ssh2222")
  class The_door {

    @Test
    void says_who_it_is_without_a_version() throws Exception {
      try (var socket = connect()) {
        assertThat(new String(socket.getInputStream().readNBytes(19), StandardCharsets.US_ASCII))
            .isEqualTo("SSH-2.0-gatehouse\r\n");
      }
    }

    @Test
    void says_in_one_line_that_its_port_is_taken() {
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> start("port = " + doorway.port()))
          .havingCause()
          .isInstanceOf(SshStartException.class)
          .withMessage(
              "port %d is taken: stop what listens there, or set gatehouse.ssh.port",
              doorway.port());
    }

    @Test
    void says_in_one_line_that_it_cannot_listen_on_an_address_of_others() {
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> start("host = 192.0.2.1"))
          .havingCause()
          .isInstanceOf(SshStartException.class)
          .withMessageStartingWith("cannot listen on 192.0.2.1 port 0");
    }

    private void start(String changes) {
      SshFrontDoor.start(
              system,
              Doorway.settings(changes),
              Doorway.admissionSettings(""),
              new KnownAccounts(),
              (line, accounts, who, userName) -> {})
          .toCompletableFuture()
          .join();
    }

    @Test
    void keeps_who_is_in_when_it_accepts_no_more() throws Exception {
      try (var caller = Caller.as(doorway, "play")) {
        var screen = caller.shell();
        doorway.guest().echoes();
        doorway.door().stopAccepting();
        assertThatThrownBy(() -> connect().close()).isInstanceOf(IOException.class);
        screen.type("still here");
        screen.shows("still here");
      }
    }

    @Test
    void closes_in_time_though_somebody_does_not_read() throws Exception {
      try (var caller = Caller.as(doorway, "play")) {
        caller.shell();
        var guest = doorway.guest().listens();
        var stuck = guest.line().write(ByteString.fromString("x".repeat(200_000)));
        var closed = doorway.door().close(Duration.ofMillis(300)).toCompletableFuture();
        await().atMost(Duration.ofSeconds(4)).until(closed::isDone);
        guest.isGone();
        assertThat(stuck.toCompletableFuture()).isCompletedExceptionally();
      }
    }

    @Test
    void turns_away_whoever_is_one_too_many() throws Exception {
      reopen("connections = 2");
      try (var one = connect();
          var two = connect()) {
        assertThat(one.getInputStream().read()).isEqualTo('S');
        assertThat(two.getInputStream().read()).isEqualTo('S');
        try (var three = connect()) {
          assertThat(new String(three.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
              .startsWith("SSH-2.0-gatehouse\r\n")
              .contains("Too many connections; try again in a minute.");
        }
      }
      await()
          .untilAsserted(() -> {
            try (var again = connect()) {
              assertThat(again.getInputStream().read()).isEqualTo('S');
            }
          });
    }

    @Test
    @Tag("SEC-A4")
    void disconnects_whoever_does_not_sign_in_in_time() throws Exception {
      reopen("login-grace = 1s");
      try (var socket = connect()) {
        socket.setSoTimeout(5000);
        socket.getOutputStream().write("SSH-2.0-slow\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
      }
    }
  }

  @Nested
  @Tag("S4.3-crypto")
  class The_cryptography {

    @Test
    void is_modern_and_has_nothing_broken_in_it() throws Exception {
      try (var caller = Caller.as(doorway, "play")) {
        var offered = caller.session().getServerKexProposals();
        assertThat(offered.get(KexProposalOption.ALGORITHMS))
            .isEqualTo(
                "mlkem768x25519-sha256,sntrup761x25519-sha512,"
                    + "sntrup761x25519-sha512@openssh.com,"
                    + "curve25519-sha256,curve25519-sha256@libssh.org,"
                    + "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,"
                    + "diffie-hellman-group14-sha256,kex-strict-s-v00@openssh.com");
        assertThat(offered.get(KexProposalOption.SERVERKEYS))
            .isEqualTo("ssh-ed25519,rsa-sha2-512,rsa-sha2-256");
        assertThat(offered.get(KexProposalOption.C2SENC))
            .isEqualTo(offered.get(KexProposalOption.S2CENC))
            .startsWith("aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305")
            .doesNotContain("cbc");
        assertThat(offered.get(KexProposalOption.C2SMAC))
            .isEqualTo(offered.get(KexProposalOption.S2CMAC))
            .doesNotContain("sha1");
        assertThat(offered.get(KexProposalOption.C2SCOMP)).isEqualTo("none");
        assertThat(offered.get(KexProposalOption.S2CCOMP)).isEqualTo("none");
      }
    }

    @Test
    void takes_its_bulk_ciphers_from_the_JDK() throws Exception {
      assertThat(SecurityUtils.getCipher("AES/GCM/NoPadding").getProvider().getName())
          .isEqualTo("SunJCE");
    }
  }

  @Nested
  @Tag("C-login")
  class Signing_in {

    @ParameterizedTest
    @ValueSource(strings = {"play", "nethack", "Watch"})
    void is_not_asked_of_shared_names(String name) throws Exception {
      try (var caller = Caller.as(doorway, name)) {
        caller.shell();
        var guest = doorway.guest();
        assertThat(guest.account()).isEqualTo("nobody");
        assertThat(guest.userName()).isEqualTo(name);
        assertThat(doorway.accounts().asked()).isEmpty();
      }
    }

    @Test
    void with_the_right_password_brings_the_account_along() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.answers(KnownAccounts.RIGHT);
        caller.shell();
        assertThat(doorway.guest().account()).isEqualTo("alice");
        assertThat(caller.prompts())
            .containsExactly("Account alice; Enter alone goes to the menu.", "Password: ");
      }
    }

    @Test
    void works_by_the_password_method_too() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.gives(KnownAccounts.RIGHT);
        caller.shell();
        assertThat(doorway.guest().account()).isEqualTo("alice");
      }
    }

    @Test
    void is_left_out_by_answering_nothing() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.answers("");
        caller.shell();
        assertThat(doorway.guest().account()).isEqualTo("nobody");
        assertThat(doorway.accounts().asked()).isEmpty();
      }
    }

    @Test
    void is_asked_again_after_a_wrong_password() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.answers("open barley", KnownAccounts.RIGHT);
        caller.shell();
        assertThat(doorway.guest().account()).isEqualTo("alice");
        assertThat(caller.prompts())
            .containsExactly(
                "Account alice; Enter alone goes to the menu.",
                "Password: ",
                "Wrong name or password. Enter alone goes to the menu.",
                "Password: ");
      }
    }

    @Test
    void does_not_tell_whether_a_name_exists() throws Exception {
      try (var alice = new Caller(doorway, "alice");
          var bob = new Caller(doorway, "bobby")) {
        alice.answers("wrong", "");
        bob.answers("wrong", "");
        assertThat(alice.prompts().stream().map(line -> line.replace("alice", "bobby")))
            .isEqualTo(bob.prompts());
      }
    }

    @Test
    @Tag("SEC-T1")
    void shows_no_byte_of_a_strange_name() throws Exception {
      try (var caller = new Caller(doorway, "al\033]0;ice\007\r\n" + "x".repeat(500))) {
        caller.answers("guess", "");
        caller.shell();
        var shown = "al??0?ice???" + "x".repeat(52);
        assertThat(caller.prompts())
            .startsWith("Account " + shown + "; Enter alone goes to the menu.");
        assertThat(doorway.guest().userName()).isEqualTo(shown);
        assertThat(doorway.accounts().asked()).isEmpty();
      }
    }

    @Test
    @Tag("SEC-A5")
    void ends_after_six_wrong_passwords() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        assertThatThrownBy(() -> caller.answers("1", "2", "3", "4", "5", "6", "7"))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("too many wrong passwords");
        assertThat(doorway.accounts().asked()).hasSize(6);
      }
    }

    @Test
    void says_in_one_line_that_accounts_are_out_of_reach() throws Exception {
      doorway.accounts().goAway();
      try (var caller = new Caller(doorway, "alice")) {
        caller.answers(KnownAccounts.RIGHT, "");
        caller.shell();
        assertThat(doorway.guest().account()).isEqualTo("nobody");
        assertThat(caller.prompts())
            .contains("Accounts are out of reach; Enter alone goes to the menu.");
      }
    }

    @Test
    void is_possible_after_offering_many_keys() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.offersKeys(30);
        caller.offersPassword(KnownAccounts.RIGHT);
        await()
            .untilAsserted(() -> assertThat(doorway.accounts().asked()).containsExactly("alice"));
        assertThat(caller.session().isOpen()).isTrue();
      }
    }

    @Test
    @Tag("SEC-A1")
    void is_not_asked_for_without_end() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.offersKeys(101);
        await().until(() -> caller.session().isClosed());
      }
    }

    @Test
    @Tag("SEC-A1")
    void is_begun_only_once() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.offersPassword("wrong");
        var again = caller.session().createBuffer((byte) 5, 32);
        again.putString("ssh-userauth");
        caller.session().writePacket(again);
        await().until(() -> caller.session().isClosed());
      }
    }

    @Test
    @Tag("SEC-A1")
    void comes_before_exchanging_keys_again() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        caller.offersKeys(1);
        caller.session().reExchangeKeys();
        await().until(() -> caller.session().isClosed());
      }
    }

    @Test
    @Tag("SEC-A4")
    void is_cut_short_while_a_prompt_waits() throws Exception {
      reopen("login-grace = 1s");
      try (var caller = new Caller(doorway, "alice")) {
        caller.offersKeys(1);
        await().until(() -> caller.session().isClosed());
      }
    }

    @Test
    @Tag("SEC-A1")
    void comes_before_everything_else() throws Exception {
      try (var caller = new Caller(doorway, "alice")) {
        var session = caller.session();
        await().until(() -> session.getSessionId() != null);
        var open = session.createBuffer((byte) 90, 64);
        open.putString("session");
        open.putUInt(0);
        open.putUInt(1000);
        open.putUInt(1000);
        session.writePacket(open);
        await().until(session::isClosed);
        assertThat(doorway.isEmpty()).isTrue();
      }
    }
  }
}
