package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.util.ByteString;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.net.SshdSocketAddress;
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

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SD-ssh")
class SshLineIT {

  private static final Duration A_WHILE = Duration.ofMillis(300);

  private ActorSystem<?> system;
  private Doorway doorway;
  private Caller caller;

  @BeforeEach
  void open(ActorSystem<?> system) throws Exception {
    this.system = system;
    doorway = Doorway.open(system, "");
    caller = Caller.as(doorway, "play");
  }

  @AfterEach
  void close() {
    caller.close();
    doorway.close();
  }

  private void reopen(String changes) throws Exception {
    close();
    doorway = Doorway.open(system, changes);
    caller = Caller.as(doorway, "play");
  }

  @Nested
  @Tag("SD-pty")
  class Its_terminal {

    @Test
    void is_as_the_client_says() throws Exception {
      caller.shell("xterm-256color", 132, 50);
      var line = doorway.guest().line();
      assertThat(line.term()).isEqualTo("xterm-256color");
      assertThat(line.size()).isEqualTo(new TerminalSize(132, 50));
      assertThat(line.peer()).matches("127\\.0\\.0\\.1:\\d+");
    }

    @ParameterizedTest
    @CsvSource({
      "0, 0, 80, 24",
      "0, 24, 80, 24",
      "1, 1, 1, 1",
      "65535, 65535, 512, 512",
      "-1, -1, 512, 512"
    })
    void has_a_size_that_games_can_bear(int columns, int rows, int theirColumns, int theirRows)
        throws Exception {
      caller.shell("xterm", columns, rows);
      var guest = doorway.guest().listens();
      guest.hasSize(theirColumns, theirRows);
    }

    @ParameterizedTest
    @CsvSource({"../../etc/passwd, ''", "made-up, made-up"})
    void has_a_name_that_is_a_name(String sent, String seen) throws Exception {
      caller.shell(sent, 80, 24);
      assertThat(doorway.guest().line().term()).isEqualTo(seen);
    }

    @Test
    void has_no_name_if_it_is_endless_or_has_a_zero_in_it() throws Exception {
      caller.shell("x".repeat(255), 80, 24);
      assertThat(doorway.guest().line().term()).isEmpty();
      caller.shell("xterm\0", 80, 24);
      assertThat(doorway.guest().line().term()).isEmpty();
    }

    @Test
    void may_be_resized_before_anybody_listens() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest();
      for (int columns = 1; columns <= 200; columns++) {
        screen.resize(columns, 25);
      }
      guest.hasSize(200, 25);
      guest.listens();
      assertThat(guest.resizes()).isEmpty();
    }

    @Test
    void tells_its_last_size_however_often_it_is_resized() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest().listens();
      for (int columns = 1; columns <= 200; columns++) {
        screen.resize(columns, 25);
      }
      await().untilAsserted(() -> assertThat(guest.resizes()).endsWith(new TerminalSize(200, 25)));
      assertThat(guest.resizes()).hasSizeLessThan(100);
    }
  }

  @Nested
  @Tag("C-input")
  class Typing {

    @Test
    void arrives_as_it_was_typed_also_what_was_typed_before_anybody_listened() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest();
      screen.type("early ");
      guest.listens();
      guest.hasTyped("early ");
      for (var part : new String[] {"\033", "[", "A", "\0\021\023\003\032\034\177"}) {
        screen.type(part);
      }
      guest.hasTyped("early \033[A\0\021\023\003\032\034\177");
    }

    @Test
    void of_64_KiB_at_once_is_exact_though_it_is_taken_slowly() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest().listensWithoutTaking();
      var paste = random(64 * 1024);
      screen.type(paste);
      await().until(() -> guest.typed().size() == paste.length);
      guest.takes();
      screen.type(paste);
      await().until(() -> guest.typed().size() == 2 * paste.length);
      assertThat(guest.typed())
          .isEqualTo(ByteString.fromArray(paste).concat(ByteString.fromArray(paste)));
    }

    @Test
    void stops_at_the_window_while_it_is_not_taken() throws Exception {
      reopen("window = 64 KiB");
      var screen = caller.shell();
      var guest = doorway.guest().listensWithoutTaking();
      var flood = random(1024 * 1024);
      var written = screen.channel().getAsyncIn().writeBuffer(new ByteArrayBuffer(flood));
      await().until(() -> guest.typed().size() == 64 * 1024);
      await().during(A_WHILE).until(() -> guest.typed().size() == 64 * 1024);
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            guest.takes();
            return guest.typed().size() == flood.length;
          });
      assertThat(guest.typed()).isEqualTo(ByteString.fromArray(flood));
      assertThat(written.verify(20_000).isWritten()).isTrue();
    }

    @Test
    void may_end_without_ending_the_session() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest().listens();
      screen.type("bye");
      screen.channel().getAsyncIn().close(false);
      guest.hasTyped("bye");
      guest.writes("still on");
      screen.shows("still on");
      assertThat(guest.timesHungUp()).isZero();
    }
  }

  @Nested
  class Output {

    @Test
    void of_20_MB_to_a_slow_client_is_exact() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest().listens();
      var all = random(20_000_000);
      var sent = send(guest, all, 0);
      assertThat(screen.readAtLeast(all.length)).isEqualTo(all);
      Guest.done(sent);
    }

    /** Each piece after the one before has been taken, of a size that fits no packet. */
    private CompletionStage<Done> send(Guest guest, byte[] all, int from) {
      int size = Math.min(all.length - from, 48_611);
      if (size == 0) {
        return CompletableFuture.completedStage(Done.getInstance());
      }
      return guest
          .line()
          .write(ByteString.fromArray(all, from, size))
          .thenCompose(taken -> send(guest, all, from + size));
    }

    @Test
    void waits_for_a_client_that_does_not_read() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest().listens();
      var text = "x".repeat(Caller.WINDOW + 1);
      var write = guest.line().write(ByteString.fromString(text));
      await().during(A_WHILE).until(() -> !Guest.isDone(write));
      screen.shows(text);
      Guest.done(write);
    }

    @Test
    void keeps_its_order_without_waiting() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest().listens();
      var expected = new StringBuilder();
      for (int i = 0; i < 10_000; i++) {
        guest.line().write(ByteString.fromString(i + " "));
        expected.append(i).append(' ');
      }
      screen.shows(expected.toString());
    }

    @Test
    void that_piles_up_ends_the_session() throws Exception {
      reopen("output-limit = 100 KiB");
      caller.shell();
      var guest = doorway.guest().listens();
      var block = ByteString.fromString("x".repeat(40_000));
      CompletionStage<Done> last;
      do {
        last = guest.line().write(block);
      } while (guest.timesHungUp() == 0);
      guest.isGone();
      assertThatThrownBy(last.toCompletableFuture()::join)
          .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void goes_on_while_keys_are_exchanged_anew() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest().listens();
      var all = random(4_000_000);
      var sent = send(guest, all, 0);
      for (int part = 1; part <= 4; part++) {
        screen.readAtLeast(part * 900_000);
        caller.session().reExchangeKeys();
      }
      assertThat(screen.readAtLeast(all.length)).isEqualTo(all);
      Guest.done(sent);
    }
  }

  @Nested
  class Leaving {

    @Test
    void sends_everything_then_the_status() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest().listens();
      var text = "x".repeat(3 * Caller.WINDOW);
      guest.line().write(ByteString.fromString(text));
      guest.line().hangUp(0);
      guest.line().hangUp(1);
      screen.shows(text);
      assertThat(screen.exitStatus()).isZero();
      guest.isGone();
      assertThatThrownBy(() -> guest.writes("late")).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void happens_in_time_though_the_client_does_not_read() throws Exception {
      reopen("goodbye = 300ms");
      var screen = caller.shell();
      var guest = doorway.guest().listens();
      guest.line().write(ByteString.fromString("x".repeat(3 * Caller.WINDOW)));
      guest.line().hangUp(3);
      guest.isGone();
      assertThat(screen.exitStatus()).isEqualTo(3);
    }

    @Test
    void is_told_once_when_the_client_closes_the_session() throws Exception {
      var screen = caller.shell();
      var guest = doorway.guest().listens();
      screen.channel().close(false);
      guest.isGone();
      await().during(A_WHILE).until(() -> guest.timesHungUp() == 1);
    }

    @Test
    void is_told_once_when_the_connection_is_cut() throws Exception {
      caller.shell();
      var guest = doorway.guest().listens();
      var unread = guest.line().write(ByteString.fromString("x".repeat(3 * Caller.WINDOW)));
      caller.isCutOff();
      guest.isGone();
      assertThat(unread.toCompletableFuture()).isCompletedExceptionally();
      guest.line().hangUp(0);
      await().during(A_WHILE).until(() -> guest.timesHungUp() == 1);
    }

    @Test
    void is_told_also_to_whoever_listens_too_late() throws Exception {
      caller.shell();
      var guest = doorway.guest();
      caller.isCutOff();
      await()
          .untilAsserted(
              () -> assertThatThrownBy(() -> guest.writes("x")).isInstanceOf(Exception.class));
      guest.listens().isGone();
    }

    @Test
    void is_told_when_the_client_answers_no_more() throws Exception {
      reopen("keepalive { interval = 100ms, misses = 3 }");
      caller.shell();
      var guest = doorway.guest().listens();
      await().during(Duration.ofSeconds(1)).until(() -> guest.timesHungUp() == 0);
      caller.session().getIoSession().suspendRead();
      guest.isGone();
    }
  }

  @Nested
  class What_is_not_a_session {

    @Test
    void is_a_shell_without_a_terminal() throws Exception {
      var screen = caller.shellWithoutTerminal();
      screen.shows("gatehouse needs a terminal: connect with ssh -t\r\n");
      assertThat(screen.exitStatus()).isEqualTo(64);
      assertThat(doorway.isEmpty()).isTrue();
    }

    @Test
    void is_a_command() throws Exception {
      var screen = caller.command("cat /etc/passwd");
      screen.complains("gatehouse runs no commands: connect without one to play\r\n");
      assertThat(screen.exitStatus()).isEqualTo(64);
      assertThat(doorway.isEmpty()).isTrue();
    }

    @Test
    void is_a_forwarding() throws Exception {
      var address = new SshdSocketAddress("127.0.0.1", 1);
      assertThatThrownBy(() -> caller.session().startRemotePortForwarding(address, address))
          .isInstanceOf(SshException.class);
      assertThatThrownBy(
              () -> caller.session().createDirectTcpipChannel(address, address).open().verify(5000))
          .isInstanceOf(SshException.class);
    }

    @Test
    void is_a_second_shell_on_one_channel() throws Exception {
      var screen = caller.shell();
      doorway.guest().echoes();
      var session = caller.session();
      var again = session.createBuffer((byte) 98, 32);
      again.putUInt(screen.channel().getRecipient());
      again.putString(Channel.CHANNEL_SHELL);
      again.putBoolean(false);
      session.writePacket(again);
      screen.type("q");
      screen.shows("q");
      assertThat(doorway.isEmpty()).isTrue();
    }
  }

  @Nested
  @Tag("S3.3-mux")
  class Several_on_one_connection {

    @Test
    void know_nothing_of_each_other() throws Exception {
      var one = caller.shell("xterm", 80, 24);
      var first = doorway.guest().echoes();
      var two = caller.shell("vt100", 132, 50);
      var second = doorway.guest().echoes();
      one.type("one");
      two.type("two");
      one.shows("one");
      two.shows("two");
      assertThat(second.line().size()).isEqualTo(new TerminalSize(132, 50));
      one.type("q");
      assertThat(one.exitStatus()).isZero();
      first.isGone();
      two.type(" and more");
      two.shows("two and more");
      assertThat(second.timesHungUp()).isZero();
    }

    @Test
    void are_four_at_most() throws Exception {
      for (int i = 0; i < 4; i++) {
        caller.shell();
      }
      assertThatThrownBy(() -> caller.shell())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("too many sessions on this connection");
      doorway.guest().listens().line().hangUp(0);
      await().ignoreExceptions().untilAsserted(() -> caller.shell());
    }
  }

  private static byte[] random(int bytes) {
    var random = new byte[bytes];
    new Random(bytes).nextBytes(random);
    return random;
  }
}
