package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.util.ByteString;
import gatehouse.testkit.Akka;
import gatehouse.testkit.NeedsRealPart;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Akka.class)
@NeedsRealPart(NeedsRealPart.SSH)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SD-ssh")
@Tag("S1.4-e2e")
class OpenSshIT {

  private Doorway doorway;
  private OpenSsh ssh;

  @BeforeEach
  void open(ActorSystem<?> system, @TempDir Path folder) throws Exception {
    doorway = Doorway.open(system, "");
    ssh = new OpenSsh(folder, doorway.port());
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  @Test
  void plays_and_leaves_with_status_0() throws Exception {
    var process = ssh.start("-tt", "play@127.0.0.1");
    doorway.guest().echoes();
    process.outputWriter().append("hjklq").flush();
    var ended = ssh.ended(process);
    assertThat(ended.out()).isEqualTo("hjklq");
    assertThat(ended.status()).isZero();
  }

  @Test
  @Tag("S4.3-crypto")
  void agrees_on_post_quantum_keys_strictly_exchanged() throws Exception {
    var ended = ssh.run("", "-vvv", "play@127.0.0.1", "anything");
    assertThat(ended.errors())
        .contains("kex: algorithm: sntrup761x25519-sha512")
        .contains("kex: host key algorithm: ssh-ed25519")
        .contains("compression: none")
        .contains("will use strict KEX ordering")
        .doesNotContain("ping@openssh.com")
        .contains("remote software version gatehouse");
  }

  @ParameterizedTest
  @Tag("S4.3-crypto")
  @CsvSource({
    "KexAlgorithms=diffie-hellman-group14-sha1",
    "HostKeyAlgorithms=ssh-rsa",
    "MACs=hmac-sha1",
    "Ciphers=aes128-cbc"
  })
  void cannot_make_it_use_what_is_broken(String option) throws Exception {
    var ended = ssh.run("", "-o", option, "-o", "Ciphers=aes128-ctr", "play@127.0.0.1");
    assertThat(ended.status()).isEqualTo(255);
  }

  @ParameterizedTest
  @Tag("S4.3-crypto")
  @CsvSource({
    "diffie-hellman-group14-sha1, ssh-rsa, aes128-ctr",
    "diffie-hellman-group14-sha256, ecdsa-sha2-nistp256, aes128-ctr",
    "ecdh-sha2-nistp256, ecdsa-sha2-nistp256, aes256-gcm@openssh.com",
    "ecdh-sha2-nistp521, rsa-sha2-256, chacha20-poly1305@openssh.com"
  })
  void of_long_ago_comes_in_where_that_is_wanted(
      String exchange, String hostKey, String cipher, ActorSystem<?> system, @TempDir Path folder)
      throws Exception {
    try (var lenient = Doorway.open(system, "legacy = yes")) {
      var ended = using(new OpenSsh(folder, lenient.port()), exchange, hostKey, cipher);
      assertThat(ended.status()).as(ended.errors()).isEqualTo(64);
    }
    assertThat(using(ssh, exchange, hostKey, cipher).errors()).contains("no matching");
  }

  private static OpenSsh.Ended using(OpenSsh ssh, String exchange, String hostKey, String cipher)
      throws Exception {
    return ssh.run(
        "",
        "-o",
        "KexAlgorithms=" + exchange,
        "-o",
        "HostKeyAlgorithms=" + hostKey,
        "-o",
        "MACs=hmac-sha1,hmac-sha2-256",
        "-o",
        "Ciphers=" + cipher,
        "play@127.0.0.1",
        "anything");
  }

  @Test
  @Tag("S4.2-compress")
  void is_sent_a_fraction_of_what_it_shows_if_it_asks_for_compression(
      ActorSystem<?> system, @TempDir Path folder) throws Exception {
    try (var packing = Doorway.open(system, "compression = yes")) {
      var packed = new OpenSsh(folder, packing.port());
      var process = packed.start("-tt", "-v", "-C", "-o", "RekeyLimit=128K", "play@127.0.0.1");
      var guest = packing.guest().echoes();
      var text = "You kill the newt! ".repeat(20_000);
      Guest.done(guest.line().write(ByteString.fromString(text)));
      process.outputWriter().append("q").flush();
      var ended = packed.ended(process);
      assertThat(ended.out()).isEqualTo(text + "q");
      assertThat(ended.errors())
          .containsPattern("kex: server->client cipher: .* compression: zlib@openssh.com")
          .containsPattern("kex: client->server cipher: .* compression: none");
      assertThat(received(ended)).isBetween(1000, text.length() / 10);
    }
  }

  private static int received(OpenSsh.Ended ended) {
    var said = Pattern.compile("received (\\d+) bytes").matcher(ended.errors());
    assertThat(said.find()).isTrue();
    return Integer.parseInt(said.group(1));
  }

  @ParameterizedTest
  @Tag("S4.3-crypto")
  @CsvSource({
    "curve25519-sha256, ssh-ed25519, aes128-gcm@openssh.com",
    "curve25519-sha256, rsa-sha2-256, chacha20-poly1305@openssh.com",
    "diffie-hellman-group14-sha256, rsa-sha2-512, aes128-ctr",
    "diffie-hellman-group16-sha512, ssh-ed25519, aes256-ctr",
    "diffie-hellman-group18-sha512, ssh-ed25519, aes192-ctr"
  })
  void can_have_it_use_what_old_clients_know(String exchange, String hostKey, String cipher)
      throws Exception {
    var ended = using(ssh, exchange, hostKey, cipher);
    assertThat(ended.status()).isEqualTo(64);
  }

  @Test
  @Tag("C-login")
  void signs_in_by_keyboard_interactive() throws Exception {
    var process = ssh.answering(KnownAccounts.RIGHT).start("-tt", "alice@127.0.0.1");
    var guest = doorway.guest().echoes();
    assertThat(guest.account()).isEqualTo("alice");
    guest.line().hangUp(0);
    var ended = ssh.ended(process);
    assertThat(ended.errors()).contains("Account alice; Enter alone goes to the menu.");
    assertThat(ssh.prompts()).isEqualTo("(alice@127.0.0.1) Password: \n");
  }

  @Test
  @Tag("C-login")
  void goes_to_the_menu_at_an_empty_answer() throws Exception {
    var process = ssh.answering("").start("-tt", "stranger@127.0.0.1");
    var guest = doorway.guest().echoes();
    assertThat(guest.account()).isEqualTo("nobody");
    guest.line().hangUp(0);
    assertThat(ssh.ended(process).status()).isZero();
  }

  @Test
  @Tag("SEC-A5")
  void is_let_go_after_six_wrong_passwords() throws Exception {
    var ended = ssh.answering("guess").run("", "-tt", "alice@127.0.0.1");
    assertThat(ended.status()).isEqualTo(255);
    assertThat(doorway.accounts().asked()).hasSize(6);
  }

  @ParameterizedTest
  @Tag("SD-pty")
  @CsvSource({"'', ''", "linux, linux", "../x, ''"})
  void says_what_terminal_it_is_on(String term, String seen) throws Exception {
    var process = ssh.on(term).start("-tt", "play@127.0.0.1");
    var guest = doorway.guest().echoes();
    assertThat(guest.line().term()).isEqualTo(seen);
    guest.line().hangUp(0);
    assertThat(ssh.ended(process).status()).isZero();
  }

  @Test
  void is_told_that_a_terminal_is_needed() throws Exception {
    var ended = ssh.run("", "-T", "play@127.0.0.1");
    assertThat(ended.out()).isEqualTo("gatehouse needs a terminal: connect with ssh -t\r\n");
    assertThat(ended.status()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "git-upload-pack x, 64, 'gatehouse runs no commands: connect without one to play'",
    "mosh-server new, 1, "
        + "'gatehouse has no mosh: connect with ssh; a game goes on when a connection breaks'"
  })
  void is_told_that_commands_are_not_run(String command, int status, String line) throws Exception {
    var ended = ssh.run("", "play@127.0.0.1", command);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errors()).endsWith(line + "\r\n");
    assertThat(ended.status()).isEqualTo(status);
  }

  @Test
  void is_refused_subsystems_at_once() throws Exception {
    var ended = ssh.run("", "-s", "play@127.0.0.1", "sftp");
    assertThat(ended.errors()).contains("subsystem request failed on channel 0");
  }

  @Test
  @Tag("C-input")
  void exchanges_keys_anew_without_losing_a_byte() throws Exception {
    var process = ssh.start("-tt", "-o", "RekeyLimit=64K", "play@127.0.0.1");
    var guest = doorway.guest().echoes();
    var text = "0123456789abcdef".repeat(16 * 1024);
    process.outputWriter().append(text).append("q").flush();
    var ended = ssh.ended(process);
    assertThat(ended.out()).isEqualTo(text + "q");
    assertThat(guest.typed().size()).isEqualTo(text.length() + 1);
  }

  @Test
  @Tag("C-input")
  void exchanges_keys_anew_while_megabytes_go_both_ways() throws Exception {
    var process = ssh.start("-tt", "-v", "-o", "RekeyLimit=1M", "play@127.0.0.1");
    var guest = doorway.guest().listens();
    var there = "0123456789abcde\n".repeat(512 * 1024);
    var back = "fedcba9876543210".repeat(512 * 1024);
    var writing = writes(guest, ByteString.fromString(back));
    try (var typing = process.outputWriter()) {
      typing.append(there);
    }
    guest.hasTyped(there);
    Guest.done(writing);
    guest.line().hangUp(0);
    var ended = ssh.ended(process);
    assertThat(ended.out()).isEqualTo(back);
    assertThat(ended.errors().split("rekeying in progress|need rekeying", -1))
        .hasSizeGreaterThan(8);
  }

  /** Piece by piece, each once the one before has been taken. */
  private static CompletionStage<Done> writes(Guest guest, ByteString all) {
    return all.isEmpty()
        ? CompletableFuture.completedStage(Done.getInstance())
        : guest
            .line()
            .write(all.take(32 * 1024))
            .thenCompose(taken -> writes(guest, all.drop(32 * 1024)));
  }

  @Test
  @Tag("SEC-P1")
  void exchanges_keys_anew_as_often_as_much_output_asks_for_it() throws Exception {
    var process = ssh.start("-v", "-tt", "-o", "RekeyLimit=1M", "play@127.0.0.1");
    var guest = doorway.guest().listens();
    var text = "0123456789abcdef".repeat(4 * 1024);
    for (int i = 0; i < 16 * 30; i++) {
      guest.writes(text);
    }
    guest.line().hangUp(0);
    var ended = ssh.ended(process);
    assertThat(ended.out()).isEqualTo(text.repeat(16 * 30));
    assertThat(ended.errors().split("SSH2_MSG_KEXINIT sent", -1).length).isBetween(25, 100);
  }

  @Test
  @Tag("S3.3-mux")
  void has_two_sessions_on_one_connection(@TempDir Path other) throws Exception {
    var control = other.resolve("c").toString();
    var process = ssh.start("-tt", "-M", "-S", control, "play@127.0.0.1");
    var first = doorway.guest().echoes();
    var second = new OpenSsh(other, doorway.port());
    var also = second.start("-tt", "-S", control, "play@127.0.0.1");
    var other2 = doorway.guest().echoes();
    assertThat(other2.line().peer()).isEqualTo(first.line().peer());
    also.outputWriter().append("q").flush();
    assertThat(second.ended(also).out()).isEqualTo("q");
    process.outputWriter().append("still q").flush();
    assertThat(ssh.ended(process).out()).isEqualTo("still q");
  }

  @Test
  void that_is_killed_is_noticed() throws Exception {
    var process = ssh.start("-tt", "play@127.0.0.1");
    var guest = doorway.guest().echoes();
    process.destroyForcibly();
    guest.isGone();
  }
}
