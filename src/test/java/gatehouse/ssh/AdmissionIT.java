package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import gatehouse.backend.Accounts;
import gatehouse.backend.BackendFailure;
import gatehouse.model.Password;
import gatehouse.testkit.Akka;
import gatehouse.testkit.NeedsRealPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-ddos")
class AdmissionIT {

  private static final int HONEST = 10;

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

  /** Nobody is exempt there, not even this machine. */
  private void open(String admission) throws Exception {
    doorway = Doorway.open(system, "", "exempt = []\n" + admission);
  }

  private Socket connect(String from) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), doorway.port()));
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Everything, or what comes before half a second of silence. */
  private static String beginningOf(Socket socket) throws IOException {
    socket.setSoTimeout(500);
    var said = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(said);
    } catch (SocketTimeoutException silent) {
      // It is let in.
    }
    return said.toString(StandardCharsets.US_ASCII);
  }

  private static String allOf(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  @Tag("SEC-A2")
  void one_source_of_150_half_open_connections_keeps_nobody_out() throws Exception {
    open("unauthenticated = 100");
    assertThat(honestPeople("150 from one source", 150, i -> "127.1.1." + (i + 1)))
        .isEqualTo(HONEST);
  }

  @Test
  @Tag("SEC-A2")
  void half_open_connections_from_150_networks_keep_almost_nobody_out() throws Exception {
    open("unauthenticated = 100");
    assertThat(honestPeople("150 from 150 networks", 150, i -> "127.1." + i + ".1"))
        .isGreaterThanOrEqualTo(9);
  }

  @Test
  @Tag("SEC-A2")
  void half_open_connections_from_1000_networks_keep_almost_nobody_out() throws Exception {
    open("");
    IntFunction<String> networks = i -> "127.%d.%d.1".formatted(1 + i / 250, i % 250);
    assertThat(honestPeople("1,000 from 1,000 networks", 1000, networks)).isGreaterThanOrEqualTo(9);
  }

  /** How many of ten come in while the places of others are taken by so many who say nothing. */
  private int honestPeople(String siege, int many, IntFunction<String> address) throws Exception {
    var took = new ArrayList<Long>();
    try (var besiegers = new Besiegers(doorway.port(), many, address)) {
      // The moment that newcomers are left passes for the last of them, too.
      await()
          .atMost(Duration.ofSeconds(60))
          .during(Duration.ofSeconds(3))
          .until(() -> besiegers.arrived() == many);
      for (int person = 0; person < HONEST; person++) {
        long start = System.nanoTime();
        try (var caller = new Caller(doorway, "play", "127.200." + person + ".1")) {
          caller.session().auth().verify(20_000);
          took.add((System.nanoTime() - start) / 1_000_000);
        } catch (IOException keptOut) {
          System.out.println("kept out: " + keptOut.getMessage());
        }
      }
    }
    long slowest = took.stream().mapToLong(Long::longValue).max().orElse(-1);
    System.out.printf(
        "SEC-A2, %s: %d of %d came in, the slowest after %d ms%n",
        siege, took.size(), HONEST, slowest);
    return took.size();
  }

  @Test
  void says_why_before_there_is_any_SSH() throws Exception {
    open("connections-per-source = 1, moment = 1m");
    try (var first = connect("127.1.1.1");
        var second = connect("127.1.1.2");
        var elsewhere = connect("127.1.2.1")) {
      assertThat(first.getInputStream().read()).isEqualTo('S');
      assertThat(allOf(second))
          .startsWith("SSH-2.0-gatehouse\r\n")
          .contains("Too many connections from your network; try again in a minute.");
      assertThat(elsewhere.getInputStream().read()).isEqualTo('S');
    }
  }

  @Test
  @NeedsRealPart(NeedsRealPart.SSH)
  void is_understood_by_OpenSSH(@TempDir Path folder) throws Exception {
    open("connections-per-source = 1, moment = 1m");
    try (var first = connect("127.0.0.1")) {
      assertThat(first.getInputStream().read()).isEqualTo('S');
      var ended = new OpenSsh(folder, doorway.port()).run("", "play@127.0.0.1");
      assertThat(ended.errors())
          .contains("Too many connections from your network; try again in a minute.");
    }
  }

  @Test
  void tells_whoever_has_to_leave_for_another() throws Exception {
    open("unauthenticated = 1, moment = 0s");
    try (var first = connect("127.1.1.1");
        var second = connect("127.1.2.1")) {
      assertThat(second.getInputStream().read()).isEqualTo('S');
      assertThat(allOf(first)).contains("Too many people are connecting; try again.");
    }
  }

  @Test
  void leaves_no_socket_open_of_those_it_turns_away() throws Exception {
    open("connections-per-source = 1, moment = 1m");
    try (var first = connect("127.1.1.1")) {
      assertThat(first.getInputStream().read()).isEqualTo('S');
      List<Socket> others = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        others.add(connect("127.1.1.2"));
      }
      for (var other : others) {
        other.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      var port = ":%04X".formatted(doorway.port());
      await()
          .untilAsserted(() ->
              assertThat(
                      Stream.concat(sockets("/proc/self/net/tcp"), sockets("/proc/self/net/tcp6")))
                  .filteredOn(fields -> fields[1].endsWith(port) && fields[3].matches("01|08"))
                  .hasSize(1));
      for (var other : others) {
        other.close();
      }
    }
  }

  /** The fields of each: number, local address, remote address, state and more. */
  private static Stream<String[]> sockets(String file) throws IOException {
    return Files.readAllLines(Path.of(file)).stream().map(line -> line.strip().split("\\s+", -1));
  }

  @Test
  @Tag("SEC-A5")
  void a_network_that_guesses_is_kept_out_for_a_while_and_its_neighbour_is_not() throws Exception {
    open("");
    try (var caller = new Caller(doorway, "alice", "127.1.1.1")) {
      assertThatThrownBy(() -> caller.answers("1", "2", "3", "4", "5", "6"))
          .hasMessageContaining("too many wrong passwords");
    }
    try (var again = connect("127.1.1.2")) {
      assertThat(allOf(again)).contains("Too many failed attempts from your network");
    }
    try (var neighbour = new Caller(doorway, "alice", "127.1.2.1")) {
      neighbour.answers(KnownAccounts.RIGHT);
    }
    assertThat(doorway.accounts().asked()).hasSize(7);
  }

  @Test
  @Tag("SEC-A5")
  void guesses_on_connections_that_are_open_already_are_refused_too() throws Exception {
    open("");
    try (var one = new Caller(doorway, "alice", "127.1.1.1");
        var other = new Caller(doorway, "alice", "127.1.1.2")) {
      one.answers("1", "2", "3", "4", "");
      assertThatThrownBy(() -> other.answers("5"))
          .hasMessageContaining("Too many failed attempts from your network");
      assertThat(doorway.accounts().asked()).hasSize(4);
    }
  }

  @Test
  @Tag("SEC-A5")
  void a_connection_has_no_more_tries_at_a_menu_than_it_would_have_had_before() throws Exception {
    open("");
    try (var caller = new Caller(doorway, "alice", "127.1.1.1")) {
      caller.answers("1", "2", "");
      caller.shell();
      var accounts = doorway.guest().accounts();
      for (int guess = 3; guess <= 6; guess++) {
        isRefused(accounts, "" + guess, "wrong name or password");
      }
      isRefused(accounts, KnownAccounts.RIGHT, "Too many wrong passwords; connect again.");
      assertThat(doorway.accounts().asked()).hasSize(6);
    }
    try (var again = connect("127.1.1.2")) {
      assertThat(allOf(again)).contains("Too many failed attempts from your network");
    }
  }

  @Test
  @Tag("SEC-A5")
  void the_sessions_of_a_connection_have_no_more_tries_together_if_they_try_at_once()
      throws Exception {
    open("");
    try (var caller = new Caller(doorway, "play", "127.1.1.1")) {
      caller.session().auth().verify(20_000);
      caller.shell();
      var accounts = doorway.guest().accounts();
      var signal = new CompletableFuture<Void>();
      doorway.accounts().waitFor(signal);
      var tries =
          IntStream.range(0, 10)
              .mapToObj(guess -> accounts.signIn("alice", new Password("" + guess)))
              .toList();
      signal.complete(null);
      for (var guess : tries) {
        assertThat(guess.toCompletableFuture()).failsWithin(Duration.ofSeconds(20));
      }
      assertThat(doorway.accounts().asked()).hasSize(6);
    }
  }

  @Test
  @Tag("SEC-A5")
  void guesses_at_menus_are_refused_when_others_have_guessed() throws Exception {
    open("");
    try (var one = new Caller(doorway, "alice", "127.1.1.1");
        var other = new Caller(doorway, "play", "127.1.1.2")) {
      other.session().auth().verify(20_000);
      other.shell();
      one.answers("1", "2", "3", "4", "");
      isRefused(
          doorway.guest().accounts(),
          KnownAccounts.RIGHT,
          "Too many failed attempts from your network; try again in a few minutes.");
    }
  }

  private static void isRefused(Accounts accounts, String password, String why) {
    assertThatThrownBy(() ->
            accounts
                .signIn("alice", new Password(password))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(BackendFailure.Refused.class)
        .rootCause()
        .hasMessage(why);
  }

  @Test
  @Tag("S4.3-ddos")
  void what_is_not_SSH_is_kept_out_after_the_second_time() throws Exception {
    open("");
    for (int i = 0; i < 2; i++) {
      try (var browser = connect("127.1.1.1")) {
        browser
            .getOutputStream()
            .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(allOf(browser)).contains("SSH-2.0-gatehouse");
      }
    }
    await()
        .untilAsserted(() -> {
          try (var again = connect("127.1.1.2")) {
            assertThat(beginningOf(again)).contains("Too many failed attempts");
          }
        });
  }

  @Test
  @Tag("S2.3-rate")
  void an_account_has_so_many_connections_and_no_more() throws Exception {
    open("connections-per-account = 1");
    try (var one = new Caller(doorway, "alice", "127.1.1.1");
        var other = new Caller(doorway, "alice", "127.1.2.1")) {
      one.answers(KnownAccounts.RIGHT);
      assertThatThrownBy(() -> other.answers(KnownAccounts.RIGHT))
          .hasMessageContaining("This account has too many connections");
    }
  }

  @Test
  void follows_the_lists_of_networks_while_it_runs(@TempDir Path folder) throws Exception {
    var lists = folder.resolve("networks.txt");
    open("look = 50ms, lists = \"" + lists + "\"");
    try (var before = connect("127.1.1.1")) {
      assertThat(before.getInputStream().read()).isEqualTo('S');
      Files.writeString(lists, "deny 127.1.1.0/24\n");
      await()
          .untilAsserted(() -> {
            try (var after = connect("127.1.1.1")) {
              assertThat(beginningOf(after)).contains("Your network may not connect here.");
            }
          });
    }
  }

  @Test
  void does_not_open_with_a_mistake_in_the_lists(@TempDir Path folder) throws Exception {
    var lists = folder.resolve("networks.txt");
    Files.writeString(lists, "deny everybody\n");
    open("");
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() ->
            SshFrontDoor.start(
                    system,
                    Doorway.settings(""),
                    Doorway.admissionSettings("lists = \"" + lists + "\""),
                    new KnownAccounts(),
                    (line, accounts, who, userName) -> {})
                .toCompletableFuture()
                .join())
        .havingCause()
        .isInstanceOf(SshStartException.class)
        .withMessage(lists + ":1 not an IP network: everybody");
  }
}
