package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import gatehouse.testkit.Akka;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One exchange of keys at a time, and many who want it. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-ddos")
class KeyExchangeIT {

  private static final int PEOPLE = 12;

  private ActorSystem<?> system;
  private Doorway doorway;

  @BeforeEach
  void open(ActorSystem<?> system) throws Exception {
    this.system = system;
    doorway = Doorway.open(system, "key-exchanges = 1");
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  @Test
  void everybody_comes_in_after_waiting_for_a_turn() throws Exception {
    all(person -> {
      try (var caller = Caller.as(doorway, "play")) {
        return caller.session().isAuthenticated();
      }
    });
  }

  @Test
  void keys_are_exchanged_again_and_again_and_not_a_key_is_lost() throws Exception {
    all(person -> {
      try (var caller = Caller.as(doorway, "play")) {
        var screen = caller.shell();
        doorway.guest().echoes();
        var typed = new StringBuilder();
        for (int i = 0; i < 10; i++) {
          var again = caller.session().reExchangeKeys();
          screen.type("key" + i);
          typed.append("key").append(i);
          again.verify(20_000);
          screen.shows(typed.toString());
        }
        return true;
      }
    });
  }

  @Test
  @Tag("SEC-A4")
  void whoever_waits_too_long_for_a_turn_is_told_so() throws Exception {
    assertThat(saidWithoutTurns("key-exchange-wait = 100ms"))
        .contains("Too many people are connecting; try again in a minute.");
  }

  @Test
  @Tag("SEC-A4")
  void waiting_for_a_turn_does_not_prolong_the_grace() throws Exception {
    assertThat(saidWithoutTurns("login-grace = 100ms"))
        .contains("Signing in took too long; try again.");
  }

  /** What somebody reads who comes while others have all the turns and keep them. */
  private String saidWithoutTurns(String changes) throws Exception {
    var settings = Doorway.settings(changes + ", key-exchanges = 1");
    var executor = system.executionContext();
    var porter = Porter.of(settings, Doorway.admissionSettings(""), executor);
    assertThat(porter.turns().take()).isTrue();
    Callers nobody = (line, accounts, who, userName) -> {};
    var server =
        new MinaServer(
            settings,
            HostKeys.in(Doorway.KEYS, false),
            porter,
            new KnownAccounts(),
            nobody,
            executor);
    server.start();
    porter.start(system.scheduler(), executor, executor);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write("SSH-2.0-patient\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } finally {
      porter.stop();
      server.close(true);
    }
  }

  private interface Person {
    boolean does(int number) throws Exception;
  }

  private static void all(Person person) throws Exception {
    try (var threads = Executors.newFixedThreadPool(PEOPLE)) {
      var done = new ArrayList<Boolean>();
      var people =
          IntStream.range(0, PEOPLE)
              .<Callable<Boolean>>mapToObj(number -> () -> person.does(number))
              .toList();
      for (var one : threads.invokeAll(people)) {
        done.add(one.get());
      }
      assertThat(done).hasSize(PEOPLE).doesNotContain(false);
    }
  }
}
