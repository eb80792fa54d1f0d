package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import gatehouse.testkit.Akka;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.common.SshConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The login grace is kept in every way of stalling. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-A4")
class LoginGraceIT {

  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration LATE = Duration.ofSeconds(2);
  private static final byte[] IDENTIFICATION = ascii("SSH-2.0-slow\r\n");

  private Doorway doorway;

  @BeforeEach
  void open(ActorSystem<?> system) throws Exception {
    doorway = Doorway.open(system, "login-grace = " + GRACE.toMillis() + "ms");
  }

  @AfterEach
  void close() {
    doorway.close();
  }

  /** What somebody sends before, and what time and again. */
  enum Stall {
    SAYS_NOTHING,
    IDENTIFIES_ITSELF_SLOWLY {
      @Override
      void begin(OutputStream out, DataInputStream in) throws IOException {
        out.write(ascii("SSH-2.0-"));
      }

      @Override
      byte[] again() {
        return ascii("x");
      }
    },
    SAYS_WHO_IT_IS_AND_NO_MORE {
      @Override
      void begin(OutputStream out, DataInputStream in) throws IOException {
        out.write(IDENTIFICATION);
      }
    },
    SENDS_A_PACKET_WITHOUT_AN_END {
      @Override
      void begin(OutputStream out, DataInputStream in) throws IOException {
        out.write(IDENTIFICATION);
        out.write(ByteBuffer.allocate(4).putInt(30_000).array());
      }

      @Override
      byte[] again() {
        return new byte[16];
      }
    },
    SENDS_PACKETS_TO_BE_IGNORED {
      @Override
      void begin(OutputStream out, DataInputStream in) throws IOException {
        out.write(IDENTIFICATION);
      }

      @Override
      byte[] again() {
        return packet(new byte[] {SshConstants.SSH_MSG_IGNORE, 0, 0, 0, 0});
      }
    },
    STOPS_IN_THE_MIDDLE_OF_EXCHANGING_KEYS {
      @Override
      void begin(OutputStream out, DataInputStream in) throws IOException {
        out.write(IDENTIFICATION);
        in.skipNBytes("SSH-2.0-gatehouse\r\n".length());
        byte[] proposal = new byte[in.readInt()];
        in.readFully(proposal);
        out.write(packet(payload(proposal)));
        out.write(ByteBuffer.allocate(6).putInt(1000).put((byte) 4).put((byte) 30).array());
      }

      @Override
      byte[] again() {
        return new byte[1];
      }

      // A proposal like the other side's own.
      private static byte[] payload(byte[] proposal) {
        return Arrays.copyOfRange(proposal, 1, proposal.length - proposal[0]);
      }
    };

    void begin(OutputStream out, DataInputStream in) throws IOException {}

    byte[] again() {
      return new byte[0];
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] packet(byte[] payload) {
    int padding = 4 + 8 - (4 + 1 + payload.length + 4) % 8;
    return ByteBuffer.allocate(4 + 1 + payload.length + padding)
        .putInt(1 + payload.length + padding)
        .put((byte) padding)
        .put(payload)
        .array();
  }

  @ParameterizedTest
  @EnumSource
  void ends_for_whoever(Stall stall) throws Exception {
    long start = System.nanoTime();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), doorway.port()));
      socket.setSoTimeout(20_000);
      var in = new DataInputStream(socket.getInputStream());
      stall.begin(socket.getOutputStream(), in);
      Thread.startVirtualThread(() -> goOn(socket, stall));
      readAll(in);
    }
    isInTime(stall.name(), start);
  }

  /** Until the end, or a reset because what was sent last is not read any more. */
  private static void readAll(DataInputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  private static void goOn(Socket socket, Stall stall) {
    try {
      while (!socket.isClosed()) {
        socket.getOutputStream().write(stall.again());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    } catch (IOException closed) {
      // As it has to be.
    }
  }

  @Test
  void ends_for_whoever_asks_for_a_prompt_and_goes_on_asking() throws Exception {
    long start = System.nanoTime();
    try (var caller = new Caller(doorway, "alice")) {
      await()
          .pollInterval(Duration.ofMillis(100))
          .until(() -> {
            if (caller.session().isOpen()) {
              caller.offersKeys(1);
            }
            return caller.session().isClosed();
          });
    }
    isInTime("ASKS_AFTER_EXCHANGING_KEYS", start);
  }

  @Test
  void ends_for_whoever_sends_what_is_to_be_ignored_after_exchanging_keys() throws Exception {
    long start = System.nanoTime();
    try (var caller = new Caller(doorway, "alice")) {
      caller.offersKeys(1);
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(() -> {
            if (caller.session().isOpen()) {
              caller.session().sendIgnoreMessage(new byte[100]);
            }
            return caller.session().isClosed();
          });
    }
    isInTime("IGNORED_AFTER_EXCHANGING_KEYS", start);
  }

  private static void isInTime(String stall, long start) {
    var took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("SEC-A4, grace %s: closed after %d ms: %s%n", GRACE, took.toMillis(), stall);
    assertThat(took).isBetween(GRACE.minusMillis(50), GRACE.plus(LATE));
  }
}
