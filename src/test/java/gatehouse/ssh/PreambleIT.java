package gatehouse.ssh;

import static gatehouse.testkit.ProxyHeaders.LOCAL;
import static gatehouse.testkit.ProxyHeaders.PROXY;
import static gatehouse.testkit.ProxyHeaders.UNIX;
import static gatehouse.testkit.ProxyHeaders.block;
import static gatehouse.testkit.ProxyHeaders.joined;
import static gatehouse.testkit.ProxyHeaders.line;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import gatehouse.testkit.Akka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-S3")
class PreambleIT {

  private static final String US = "SSH-2.0-gatehouse";
  private static final byte[] SSH = "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII);

  /** So long that what ends before has not ended because of it. */
  private static final String PATIENT = ", login-grace = 1h, proxy.header-timeout = 1h";

  private ActorSystem<?> system;
  private Doorway doorway;

  @BeforeEach
  void remember(ActorSystem<?> system) {
    this.system = system;
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  private BareSocket connect() throws IOException {
    return new BareSocket(doorway.door().address());
  }

  private void isFrom(byte[] header, String client) throws Exception {
    try (var caller = Caller.behind(header, doorway, "play")) {
      caller.shell();
      assertThat(doorway.guest().line().peer()).isEqualTo(client);
    }
  }

  static Stream<byte[]> headers() {
    return Stream.of(
        line("192.0.2.7", 50_000),
        line("2001:db8::7", 50_000),
        line("PROXY UNKNOWN"),
        block("192.0.2.7", 50_000),
        block("2001:db8::7", 50_000),
        block(PROXY, UNIX, new byte[216]),
        block(LOCAL, 0));
  }

  @Nested
  class A_load_balancer {

    @BeforeEach
    void isListed() throws Exception {
      doorway = Doorway.open(system, "proxy.networks = [\"127.0.0.0/8\", \"::1\"]" + PATIENT);
    }

    @ParameterizedTest
    @MethodSource("gatehouse.ssh.PreambleIT#headers")
    void is_answered_once_it_has_said_who_has_connected(byte[] header) throws Exception {
      try (var balancer = connect()) {
        balancer.sends(header);
        assertThat(balancer.introduction()).isEqualTo(US);
        balancer.sends(SSH);
        assertThat(balancer.message()[0]).isEqualTo((byte) BareSocket.KEXINIT);
      }
    }

    @ParameterizedTest
    @MethodSource("gatehouse.ssh.PreambleIT#headers")
    void may_say_it_bytewise(byte[] header) throws Exception {
      try (var balancer = connect()) {
        balancer.sendsBytewise(joined(header, SSH));
        assertThat(balancer.introduction()).isEqualTo(US);
        assertThat(balancer.message()[0]).isEqualTo((byte) BareSocket.KEXINIT);
      }
    }

    @ParameterizedTest
    @MethodSource("gatehouse.ssh.PreambleIT#headers")
    void may_say_it_with_all_that_follows(byte[] header) throws Exception {
      try (var balancer = connect()) {
        balancer.sends(joined(header, SSH)).proposesKeys();
        assertThat(balancer.introduction()).isEqualTo(US);
        assertThat(balancer.message()[0]).isEqualTo((byte) BareSocket.KEXINIT);
      }
    }

    @Test
    void hears_nothing_before() throws Exception {
      try (var balancer = connect()) {
        assertThat(balancer.hearsNothingFor(200)).isTrue();
        balancer.sends("PROXY TCP4 192.0.2.7");
        assertThat(balancer.hearsNothingFor(200)).isTrue();
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "SSH-2.0-x\r\n",
          "GET / HTTP/1.1\r\n",
          "\r\n\r\nx",
          "\r\n\r\n\0\r\nQUIT\n\u0011",
          "PROXY TCP4 192.0.2.7 localhost 1 1\r\n",
          "PROXY TCP4 192.0.2.7 192.0.2.8 1 1\n"
        })
    void that_says_something_else_is_closed_at_once(String text) throws Exception {
      try (var balancer = connect()) {
        assertThat(balancer.sends(text).hearsToTheEnd()).isEmpty();
      }
    }

    @Test
    void is_not_believed_twice() throws Exception {
      try (var balancer = connect()) {
        balancer.sends(joined(line("192.0.2.7", 1), line("192.0.2.8", 1)));
        assertThat(balancer.hearsToTheEnd()).isEqualTo(US + "\r\n");
      }
    }

    @ParameterizedTest
    @CsvSource({
      "192.0.2.7, 192.0.2.7:50000",
      "2001:db8::7, [2001:db8:0:0:0:0:0:7]:50000",
    })
    void speaks_for_clients_of_both_kinds(String client, String seen) throws Exception {
      isFrom(line(client, 50_000), seen);
      isFrom(block(client, 50_000), seen);
    }

    @Test
    void may_be_the_client_itself() throws Exception {
      try (var caller = Caller.behind(block(LOCAL, 0), doorway, "play")) {
        caller.shell();
        assertThat(doorway.guest().line().peer())
            .isEqualTo(Plain.address(caller.session().getIoSession().getLocalAddress()));
      }
    }
  }

  @Nested
  class A_load_balancer_by_IPv6 {

    @ParameterizedTest
    @CsvSource({
      "192.0.2.7, 192.0.2.7:50000",
      "2001:db8::7, [2001:db8:0:0:0:0:0:7]:50000",
    })
    void speaks_for_clients_of_both_kinds(String client, String seen) throws Exception {
      doorway = Doorway.open(system, "host = \"::1\", proxy.networks = [\"::1\"]" + PATIENT);
      isFrom(line(client, 50_000), seen);
      isFrom(block(client, 50_000), seen);
    }
  }

  @Nested
  @Tag("SEC-A4")
  class A_load_balancer_that_takes_long {

    @Test
    void is_closed_in_time_whatever_it_sends_meanwhile() throws Exception {
      doorway =
          Doorway.open(system, "proxy.networks = [\"127.0.0.1\"], proxy.header-timeout = 600ms");
      try (var balancer = connect()) {
        long start = System.nanoTime();
        balancer.sends("PROXY UNKNOWN");
        while (balancer.hearsNothingFor(50)) {
          balancer.sends(" ");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isBetween(Duration.ofMillis(590), Duration.ofSeconds(5));
      }
    }
  }

  @Nested
  class Anybody_else {

    @BeforeEach
    void isNotListed() throws Exception {
      doorway = Doorway.open(system, "proxy.networks = [\"192.0.2.0/24\"]" + PATIENT);
    }

    @Test
    void is_greeted_at_once() throws Exception {
      try (var stranger = connect()) {
        assertThat(stranger.introduction()).isEqualTo(US);
        stranger.sendsBytewise(SSH);
        assertThat(stranger.message()[0]).isEqualTo((byte) BareSocket.KEXINIT);
      }
    }

    @ParameterizedTest
    @MethodSource("gatehouse.ssh.PreambleIT#headers")
    void is_closed_at_once_for_saying_who_has_connected(byte[] header) throws Exception {
      try (var stranger = connect()) {
        assertThat(stranger.sends(joined(header, SSH)).hearsToTheEnd()).isEqualTo(US + "\r\n");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "GET / HTTP/1.1\r\n",
          "\u0016\u0003\u0001\u0002",
          "\r\n",
          "\n",
          "SSH\r\n",
          "SSH-2.0-\0",
          "SSH-2.0-\033[2J\r\n",
          "SSH-2.0-\u00e9"
        })
    @Tag("SEC-A1")
    void is_closed_at_once_for_not_speaking_SSH(String text) throws Exception {
      try (var stranger = connect()) {
        assertThat(stranger.sends(text).hearsToTheEnd()).startsWith(US + "\r\n");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\r"})
    @Tag("SEC-A1")
    void is_closed_at_once_for_a_line_without_end(String more) throws Exception {
      try (var stranger = connect()) {
        stranger.sends("SSH-2.0-" + more.repeat(246));
        assertThat(stranger.introduction()).isEqualTo(US);
        assertThat(stranger.hearsNothingFor(100)).isTrue();
        assertThat(stranger.sends(more).hearsToTheEnd()).isEmpty();
      }
    }
  }
}
