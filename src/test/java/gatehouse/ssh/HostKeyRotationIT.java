package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import gatehouse.testkit.Akka;
import gatehouse.testkit.NeedsRealPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Host keys change without anybody being warned or turned away. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-rotate")
class HostKeyRotationIT {

  private ActorSystem<?> system;
  private Path keys;

  @BeforeEach
  void bring(ActorSystem<?> system, @TempDir Path keys) throws Exception {
    this.system = system;
    this.keys = keys;
    for (var kind : HostKeyKind.values()) {
      Files.copy(
          HostKeyFile.current(kind, Doorway.KEYS).path(),
          HostKeyFile.current(kind, keys).path(),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private Doorway open(String changes) throws Exception {
    return Doorway.open(system, "legacy = yes, host-keys = \"" + keys + "\"\n" + changes);
  }

  private void turnsUp(HostKeyKind kind) {
    HostKeyFile.next(kind, keys).create();
  }

  private void takesOver(HostKeyKind kind) throws Exception {
    Files.move(
        HostKeyFile.next(kind, keys).path(),
        HostKeyFile.current(kind, keys).path(),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Nested
  @NeedsRealPart(NeedsRealPart.SSH)
  class OpenSSH {

    @TempDir private Path home;

    /** Knows the first key of these, and no other: it learns from servers whose key it trusts. */
    private OpenSsh knowing(List<String> lines, Doorway doorway) throws Exception {
      var ssh = new OpenSsh(home, doorway.port()).strictly();
      Files.write(ssh.knownHosts(), lines.subList(0, 1));
      return ssh;
    }

    private static List<String> lines(Path keys, Doorway doorway) {
      return HostKeys.read(keys, true).knownHosts("127.0.0.1", doorway.port());
    }

    private static List<String> lines(HostKeyKind kind, Path keys, Doorway doorway) {
      return lines(keys, doorway).stream().filter(line -> line.contains(kind.type())).toList();
    }

    /** Signs in and stays until the file of known hosts is as it should be. */
    private void meets(Doorway doorway, OpenSsh ssh, List<String> known, String... options)
        throws Exception {
      var arguments = new ArrayList<>(List.of("-tt", "-o", "UpdateHostKeys=yes"));
      arguments.addAll(List.of(options));
      arguments.add("play@127.0.0.1");
      var process = ssh.start(arguments.toArray(String[]::new));
      doorway.guest().echoes();
      await()
          .untilAsserted(() ->
              assertThat(Files.readAllLines(ssh.knownHosts()))
                  .containsExactlyInAnyOrderElementsOf(known));
      process.outputWriter().append("q").flush();
      assertThat(ssh.ended(process).status()).isZero();
    }

    @ParameterizedTest
    @EnumSource(HostKeyKind.class)
    void learns_the_next_key_and_accepts_it_when_it_takes_over(HostKeyKind kind) throws Exception {
      var only = "HostKeyAlgorithms=" + (kind == HostKeyKind.RSA ? "rsa-sha2-256" : kind.type());
      turnsUp(kind);
      int port;
      OpenSsh ssh;
      try (var before = open("")) {
        port = before.port();
        var both = lines(kind, keys, before);
        assertThat(both).hasSize(2);
        ssh = knowing(both, before);
        meets(before, ssh, both, "-o", only);
      }
      takesOver(kind);
      try (var after = open("port = " + port)) {
        var theNext = lines(kind, keys, after);
        assertThat(theNext).hasSize(1);
        meets(after, ssh, theNext, "-o", only);
      }
    }

    @Test
    void that_knows_one_key_learns_those_of_all_kinds() throws Exception {
      turnsUp(HostKeyKind.ED25519);
      turnsUp(HostKeyKind.RSA);
      try (var doorway = open("")) {
        var all = lines(keys, doorway);
        assertThat(all).hasSize(5);
        meets(doorway, knowing(all, doorway), all);
      }
    }

    @Test
    void is_warned_of_a_key_that_it_was_never_told() throws Exception {
      int port;
      OpenSsh ssh;
      try (var before = open("")) {
        port = before.port();
        ssh = knowing(lines(keys, before), before);
        assertThat(ssh.run("", "play@127.0.0.1", "anything").status()).isEqualTo(64);
      }
      turnsUp(HostKeyKind.ED25519);
      takesOver(HostKeyKind.ED25519);
      try (var after = open("port = " + port)) {
        var ended = ssh.run("", "play@127.0.0.1", "anything");
        assertThat(ended.errors()).contains("REMOTE HOST IDENTIFICATION HAS CHANGED");
        assertThat(after.isEmpty()).isTrue();
      }
    }
  }

  @Nested
  @Tag("SEC-P1")
  class Proof {

    private final HostKeys ours = HostKeys.read(Doorway.KEYS, true);

    private Buffer prove(Caller caller, byte[]... blobs) throws Exception {
      var session = caller.session();
      var request = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 1024);
      request.putString(HostKeyNews.PROVE);
      request.putBoolean(true);
      for (var blob : blobs) {
        request.putBytes(blob);
      }
      return session.request(HostKeyNews.PROVE, request, Duration.ofSeconds(20));
    }

    private byte[] blob(HostKeyKind kind) {
      return ours.all().filter(key -> key.kind() == kind).findFirst().orElseThrow().blob();
    }

    @Test
    void is_given_once_a_connection() throws Exception {
      try (var doorway = open("");
          var caller = Caller.as(doorway, "play")) {
        var proof = prove(caller, blob(HostKeyKind.RSA), blob(HostKeyKind.ECDSA));
        assertThat(signedBy(proof)).isEqualTo("rsa-sha2-512");
        assertThat(signedBy(proof)).isEqualTo("ecdsa-sha2-nistp256");
        assertThat(proof.available()).isZero();
        assertThat(prove(caller, blob(HostKeyKind.RSA))).isNull();
      }
    }

    private String signedBy(Buffer proof) {
      return new ByteArrayBuffer(proof.getBytes()).getString();
    }

    @Test
    void is_refused_for_nothing_and_for_one_key_twice() throws Exception {
      try (var doorway = open("")) {
        try (var caller = Caller.as(doorway, "play")) {
          assertThat(prove(caller)).isNull();
        }
        try (var caller = Caller.as(doorway, "play")) {
          assertThat(prove(caller, blob(HostKeyKind.RSA), blob(HostKeyKind.RSA))).isNull();
        }
      }
    }

    @Test
    void is_refused_for_keys_that_are_not_ours() throws Exception {
      try (var doorway = open("");
          var caller = Caller.as(doorway, "play")) {
        assertThat(prove(caller, blob(HostKeyKind.ED25519), new byte[] {1, 2, 3})).isNull();
      }
    }
  }
}
