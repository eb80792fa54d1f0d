package gatehouse.ssh;

import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.SSH_AUDIT;
import static java.util.function.Predicate.not;
import static org.apache.sshd.common.kex.KexProposalOption.ALGORITHMS;
import static org.apache.sshd.common.kex.KexProposalOption.S2CENC;
import static org.apache.sshd.common.kex.KexProposalOption.S2CMAC;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import gatehouse.testkit.Akka;
import gatehouse.testkit.NeedsRealPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.sshd.common.kex.KexProposalOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is offered, by the eyes of OpenSSH and of an auditor. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-C1")
@Tag("S4.3-crypto")
class AlgorithmsIT {

  private static final int AT_A_TIME = 3;

  @TempDir Path folder;
  private Doorway doorway;

  @BeforeEach
  void open(ActorSystem<?> system) throws Exception {
    doorway = Doorway.open(system, "");
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  /**
   * One choice of each kind.
   *
   * @param mac empty where the cipher is its own
   */
  record Combination(String exchange, String cipher, String mac) {

    /** How OpenSSH says that this was agreed on, for each direction. */
    String agreed() {
      return "cipher: %s MAC: %s ".formatted(cipher, mac.isEmpty() ? "<implicit>" : mac);
    }

    String[] options() {
      var options =
          Stream.of(
                  "KexAlgorithms=" + exchange,
                  "Ciphers=" + cipher,
                  mac.isEmpty() ? "" : "MACs=" + mac)
              .filter(not(String::isEmpty));
      return options.flatMap(option -> Stream.of("-o", option)).toArray(String[]::new);
    }
  }

  @Test
  @NeedsRealPart(SSH)
  void openssh_can_use_every_combination_that_it_knows() throws Exception {
    var combinations = combinations();
    assertThat(combinations).isNotEmpty();

    var failed = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      var tried =
          threads.invokeAll(
              combinations.stream().<Callable<String>>map(one -> () -> complaint(one)).toList());
      for (var complaint : tried) {
        failed.add(complaint.get());
      }
    }
    assertThat(failed).hasSameSizeAs(combinations).allMatch(String::isEmpty);
  }

  private List<Combination> combinations() throws Exception {
    var exchanges = known("kex", ALGORITHMS);
    var ciphers = known("cipher", S2CENC);
    var macs = known("mac", S2CMAC);
    return exchanges.stream()
        .flatMap(exchange -> ciphers.stream().flatMap(cipher -> withMacs(exchange, cipher, macs)))
        .toList();
  }

  private static Stream<Combination> withMacs(String exchange, String cipher, List<String> macs) {
    boolean authenticates = cipher.contains("gcm") || cipher.contains("poly1305");
    return (authenticates ? Stream.of("") : macs.stream())
        .map(mac -> new Combination(exchange, cipher, mac));
  }

  /** What is offered and OpenSSH knows; what it does not know is told. */
  private List<String> known(String kind, KexProposalOption offer) throws Exception {
    var knows = output("ssh", "-Q", kind).lines().toList();
    try (var caller = Caller.as(doorway, "play")) {
      var offered =
          Arrays.stream(caller.session().getServerKexProposals().get(offer).split(",", -1))
              .filter(name -> !name.startsWith("kex-strict") && !name.startsWith("ext-info"))
              .toList();
      offered.stream()
          .filter(not(knows::contains))
          .forEach(name -> System.out.println("not tried, as this ssh lacks it: " + name));
      return offered.stream().filter(knows::contains).toList();
    }
  }

  /** Empty if it was agreed on and data came both ways. */
  private String complaint(Combination combination) throws Exception {
    var place = Files.createTempDirectory(folder, "ssh");
    var arguments = new ArrayList<>(List.of("-v"));
    arguments.addAll(List.of(combination.options()));
    arguments.addAll(List.of("play@127.0.0.1", "anything"));
    var ended = new OpenSsh(place, doorway.port()).run("", arguments.toArray(String[]::new));
    boolean good =
        ended.status() == 64
            && ended.errors().contains("kex: algorithm: " + combination.exchange() + "\r\n")
            && ended.errors().split(combination.agreed(), -1).length == 3
            && ended.errors().contains("gatehouse runs no commands");
    return good ? "" : combination + " ended with " + ended.status() + ": " + ended.errors();
  }

  @Test
  @NeedsRealPart(SSH_AUDIT)
  void an_audit_fails_nothing() throws Exception {
    var audit =
        output("ssh-audit", "--no-colors", "--port=" + doorway.port(), "--timeout=20", "127.0.0.1");
    assertThat(audit).contains("(kex) curve25519-sha256", "(key) ssh-ed25519", "(enc) ", "(mac) ");
    assertThat(audit.lines()).noneMatch(line -> line.contains("[fail]"));
  }

  private static String output(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
