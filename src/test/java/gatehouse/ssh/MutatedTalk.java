package gatehouse.ssh;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * One client whose packets are all mutated, from a stage of the protocol on that it reaches
 * honestly, on one connection after another: each is used for as long as the server keeps it.
 */
final class MutatedTalk {

  /** Up to where a connection is honest. */
  private enum Stage {
    IDENTIFICATION,
    PROPOSAL,
    EXCHANGE,
    SERVICE,
    SIGN_IN,
    CONNECTION;

    /** Most know only what comes after signing in, where most of the protocol is. */
    private static Stage pick(Mutator mutator) {
      int of100 = mutator.pick(100);
      return of100 < 4
          ? IDENTIFICATION
          : of100 < 10
              ? PROPOSAL
              : of100 < 16 ? EXCHANGE : of100 < 22 ? SERVICE : of100 < 40 ? SIGN_IN : CONNECTION;
    }
  }

  /** So many are sent before answers are read. */
  private static final int BATCH = 16;

  /** It has no account, nor can there be one of this name: no password is checked. */
  private static final String NAME = "mutant!";

  private static final long OURS = 3;
  private static final long QUESTIONS = 0xabcd_0000L;

  private static final byte[] IDENTIFICATION =
      "SSH-2.0-mutant\r\n".getBytes(StandardCharsets.US_ASCII);

  /** The base point of the curve, whose order is high. */
  private static final byte[] KEY = new byte[32];

  static {
    KEY[0] = 9;
  }

  private final int port;
  private final Mutator mutator;
  private long connections;
  private long hangs;

  MutatedTalk(int port, long seed) {
    this.port = port;
    this.mutator = new Mutator(seed);
  }

  /** How many connections it took. */
  long connections() {
    return connections;
  }

  /** How often the server neither answered nor hung up. */
  long hangs() {
    return hangs;
  }

  /** Has the server deal with so many mutated packets. */
  void send(long packets) throws IOException, GeneralSecurityException {
    for (long left = packets; left > 0; ) {
      var stage = Stage.pick(mutator);
      connections++;
      try (var client = RawSsh.connect(port)) {
        reach(client, stage);
        left -= talk(client, stage, left);
      }
    }
  }

  private void reach(RawSsh client, Stage stage) throws IOException, GeneralSecurityException {
    switch (stage) {
      case IDENTIFICATION -> {}
      case PROPOSAL -> client.identifies();
      case EXCHANGE -> client.proposes(RawProposal.GCM);
      case SERVICE -> client.exchangesKeys();
      case SIGN_IN -> client.exchangesKeys().asksToSignIn();
      case CONNECTION -> client.comesIn();
    }
  }

  /** Sends mutated packets until the server hangs up; the answer is how many it has dealt with. */
  private long talk(RawSsh client, Stage stage, long most)
      throws IOException, GeneralSecurityException {
    try {
      return switch (stage) {
        case IDENTIFICATION -> {
          client.sends(mutator.mutate(IDENTIFICATION)).hangsUp();
          yield 1;
        }
        case PROPOSAL, EXCHANGE, SERVICE, SIGN_IN -> {
          for (int i = 0; i < BATCH; i++) {
            client.sends(mutated(valid(stage)));
          }
          // Each answer is one to a packet that was dealt with; what it hung up on had none.
          yield client.hangsUp() + 1;
        }
        case CONNECTION -> converse(client, most);
      };
    } catch (SocketTimeoutException silent) {
      hangs++;
      return 1;
    } catch (IOException hungUp) {
      return 1;
    }
  }

  private RawMessage mutated(RawMessage valid) {
    return RawMessage.empty().raw(mutator.mutate(valid.payload()));
  }

  /** Asks something after each mutated packet: as many are dealt with as answers come. */
  private long converse(RawSsh client, long most) throws IOException, GeneralSecurityException {
    long channel = mutator.pick(4) == 0 ? client.opensShell() : client.opensSession(OURS);
    long dealtWith = 0;
    try {
      while (dealtWith < most) {
        var batch = RawMessage.empty();
        for (int i = 0; i < BATCH; i++) {
          batch.raw(client.seals(mutated(connection(channel))));
          batch.raw(client.seals(RawSsh.question(QUESTIONS + i)));
        }
        client.sends(batch.payload());
        for (int i = 0; i < BATCH; i++, dealtWith++) {
          client.isAnswered(QUESTIONS + i);
        }
      }
      return dealtWith;
    } catch (SocketTimeoutException silent) {
      throw silent;
    } catch (IOException hungUp) {
      return dealtWith + 1;
    }
  }

  private RawMessage valid(Stage stage) {
    return switch (stage) {
      case IDENTIFICATION, PROPOSAL -> RawProposal.GCM.message();
      case EXCHANGE -> RawMessage.of(30).bytes(KEY);
      case SERVICE, CONNECTION -> RawMessage.of(5).text("ssh-userauth");
      case SIGN_IN -> signIn();
    };
  }

  private RawMessage signIn() {
    return switch (mutator.pick(5)) {
      case 0 -> RawSsh.signIn(NAME, "none");
      case 1 -> RawSsh.signIn(NAME, "password").flag(false).text("guess");
      case 2 -> RawSsh.signIn(NAME, "keyboard-interactive").text("").text("");
      case 3 -> RawSsh.signIn(NAME, "publickey").flag(true).text("ssh-ed25519").text("k").text("s");
      default -> RawMessage.of(61).number(1).text("guess");
    };
  }

  private RawMessage connection(long channel) {
    return switch (mutator.pick(12)) {
      case 0 -> RawMessage.of(90).text("session").number(OURS).number(9000).number(9000);
      case 1 -> RawMessage.of(93).number(channel).number(1000);
      case 2 -> RawMessage.of(94).number(channel).text("\033[A?j");
      case 3 -> RawMessage.of(95).number(channel).number(1).text("error");
      case 4 -> RawSsh.terminal(channel, "xterm", 80, 24).bytes(new byte[] {53, 0, 0, 0, 1, 0});
      case 5 -> RawMessage.request(channel, "env", true).text("LANG").text("C.UTF-8");
      case 6 -> resize(channel);
      case 7 -> RawMessage.request(channel, "signal", false).text("INT");
      case 8 -> RawMessage.of(80).text("tcpip-forward").flag(true).text("localhost").number(8080);
      case 9 -> RawMessage.of(80).text("keepalive@openssh.com").flag(true);
      case 10 -> RawMessage.of(mutator.oneOf(2, 3, 4, 7, 81, 82, 99, 100)).number(channel).text("");
      default -> RawMessage.of(mutator.oneOf(91, 92, 96, 97)).number(channel + 1).number(1);
    };
  }

  private static RawMessage resize(long channel) {
    var size = RawMessage.request(channel, "window-change", false);
    return size.number(100).number(30).number(0).number(0);
  }
}
