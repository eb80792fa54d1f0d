package gatehouse.ssh;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An SSH client (RFC 4253) that does as it is told, however wrong: whatever is asked of it is sent
 * at once, on whatever keys there are, and nothing is answered that is not asked for.
 */
final class RawSsh implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long ALIVE = 0xabcd_ef01L;
  private static final String IDENTIFICATION = "SSH-2.0-raw";

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private RawCipher sealing = new RawCipher.None();
  private RawCipher opening = new RawCipher.None();
  private long sent;
  private long received;

  private String ourIdentification = "";
  private String theirIdentification = "";
  private RawProposal proposal = RawProposal.GCM;
  private byte[] ourProposal = {};
  private byte[] theirProposal = {};
  private byte[] session = {};
  private boolean strict;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  private RawSsh(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 32 * 1024));
    out = socket.getOutputStream();
  }

  /** Connects and says nothing. */
  static RawSsh connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return new RawSsh(socket);
  }

  /** Where the server sees it come from. */
  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Sends bytes as they are. */
  RawSsh sends(byte[] bytes) throws IOException {
    out.write(bytes);
    return this;
  }

  /** Sends text as it is. */
  RawSsh sends(String text) throws IOException {
    return sends(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends a line that says who this is. */
  RawSsh identifies() throws IOException {
    ourIdentification = IDENTIFICATION;
    return sends(IDENTIFICATION + "\r\n");
  }

  /** Sends a message as a packet. */
  RawSsh sends(RawMessage message) throws IOException, GeneralSecurityException {
    return sends(seals(message));
  }

  /** A message as the next packet, which is not sent. */
  byte[] seals(RawMessage message) throws GeneralSecurityException {
    return seals(sealing.frame(message.payload()));
  }

  /** What calls itself a packet, from its length to its padding, sealed as the next one. */
  byte[] seals(byte[] packet) throws GeneralSecurityException {
    return sealing.seal(sent++ & 0xffff_ffffL, packet);
  }

  /** Counts the next packets as if so many had been sent. */
  RawSsh counts(long packets) {
    sent = packets;
    return this;
  }

  /** Sends these over and over for so long, or until the server closes or takes no more. */
  long pours(Duration time, RawMessage... messages) throws InterruptedException {
    var count = new AtomicLong();
    long end = System.nanoTime() + time.toNanos();
    var pouring =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; System.nanoTime() < end; i = (i + 1) % messages.length) {
                  sends(messages[i]);
                  count.incrementAndGet();
                }
              } catch (IOException | GeneralSecurityException closed) {
                // Then that was all.
              }
            });
    pouring.join(time.plusMillis(200));
    return count.get();
  }

  /** Sends a message to a server that may have closed by now. */
  RawSsh offers(RawMessage message) throws GeneralSecurityException {
    return offers(seals(message));
  }

  /** Sends as much of this as the server takes before it closes. */
  RawSsh offers(byte[] bytes) {
    try {
      sends(bytes);
    } catch (IOException closed) {
      // Then that was all.
    }
    return this;
  }

  /** Reads all that comes, and drops it, on a thread of its own until the connection is closed. */
  RawSsh drains() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            in.transferTo(OutputStream.nullOutputStream());
          } catch (IOException closed) {
            // Then that was all.
          } finally {
            drained.complete(null);
          }
        });
    return this;
  }

  /** Waits until what is drained comes to its end. */
  void isDrained() throws Exception {
    drained.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Has exchanged keys, whatever it takes. */
  RawSsh exchangesKeys() throws IOException, GeneralSecurityException {
    return exchangesKeys(RawProposal.GCM);
  }

  /** Has exchanged keys, whatever it takes, by its first key exchange. */
  RawSsh exchangesKeys(RawProposal proposal) throws IOException, GeneralSecurityException {
    return proposes(proposal).agrees();
  }

  /** Begins to exchange keys: says who this is, if it has not, and what it proposes. */
  RawSsh proposes(RawProposal proposal) throws IOException, GeneralSecurityException {
    if (ourIdentification.isEmpty()) {
      identifies();
    }
    this.proposal = proposal;
    var message = proposal.message();
    ourProposal = message.payload();
    return sends(message);
  }

  /** Takes the server's proposal and exchanges keys by what was proposed. */
  RawSsh agrees() throws IOException, GeneralSecurityException {
    var exchange = new RawExchange();
    theirProposal = receives(20).payload();
    sends(exchange.message());
    var reply = receives(31);
    receives(21);
    var before =
        RawMessage.empty()
            .text(ourIdentification)
            .text(theirIdentification)
            .bytes(ourProposal)
            .bytes(theirProposal);
    if (session.length == 0) {
      strict = proposal.strict();
    }
    var secrets = exchange.finish(before.payload(), reply, session);
    session = secrets.session();
    sends(RawMessage.of(21));
    sealing = RawCipher.of(proposal.cipher(), secrets, RawCipher.Direction.TO_SERVER);
    opening = RawCipher.of(proposal.cipher(), secrets, RawCipher.Direction.TO_CLIENT);
    if (strict) {
      sent = 0;
      received = 0;
    }
    return this;
  }

  /** Asks for the service that signs people in. */
  RawSsh asksToSignIn() throws IOException, GeneralSecurityException {
    sends(RawMessage.of(5).text("ssh-userauth")).receives(6);
    return this;
  }

  /** Has come in without an account. */
  RawSsh comesIn() throws IOException, GeneralSecurityException {
    exchangesKeys().asksToSignIn();
    sends(signIn("play", "none")).receives(52);
    return this;
  }

  /** The beginning of a request to sign in, to which its method's fields are added. */
  static RawMessage signIn(String user, String method) {
    return RawMessage.of(50).text(user).text("ssh-connection").text(method);
  }

  /** Opens a session whose number for us is {@code ours}; the answer is the server's number. */
  long opensSession(long ours) throws IOException, GeneralSecurityException {
    var open = RawMessage.of(90).text("session").number(ours).number(1 << 20).number(32 * 1024);
    var confirmed = sends(open).receives(91);
    confirmed.nextNumber();
    return confirmed.nextNumber();
  }

  /** Opens a session with a shell on a terminal; the answer is the server's number. */
  long opensShell() throws IOException, GeneralSecurityException {
    long channel = opensSession(0);
    sends(terminal(channel, "xterm", 80, 24).bytes(new byte[] {0})).receives(99);
    sends(RawMessage.request(channel, "shell", true)).receives(99);
    return channel;
  }

  /** A {@code pty-req}, to which its modes are added. */
  static RawMessage terminal(long channel, String term, long columns, long rows) {
    return RawMessage.request(channel, "pty-req", true)
        .text(term)
        .number(columns)
        .number(rows)
        .number(0)
        .number(0);
  }

  /** Waits for the next message; fails if the connection is closed or nothing comes for long. */
  RawMessage receives() throws IOException {
    return receives(System.nanoTime() + PATIENCE.toNanos());
  }

  /** Waits for the next message of this type; others are dropped. */
  RawMessage receives(int type) throws IOException {
    while (true) {
      var message = receives();
      if (message.type() == type) {
        return message;
      }
      if (message.type() == 1) {
        throw new EOFException("disconnected: " + message.nextNumber() + message.nextText());
      }
    }
  }

  private RawMessage receives(long deadline) throws IOException {
    waitUntil(deadline);
    while (theirIdentification.isEmpty()) {
      var line = new StringBuilder();
      for (int next = in.readByte(); next != '\n'; next = in.readByte()) {
        line.append((char) next);
      }
      theirIdentification = line.toString().strip();
    }
    var packet = open();
    int padding = packet[0] & 0xff;
    if (padding >= packet.length) {
      // Sealed by keys that this side has not.
      throw new ProtocolException("no packet");
    }
    var payload = new byte[packet.length - 1 - padding];
    System.arraycopy(packet, 1, payload, 0, payload.length);
    return RawMessage.empty().raw(payload);
  }

  private byte[] open() throws IOException {
    try {
      return opening.open(received++ & 0xffff_ffffL, in);
    } catch (GeneralSecurityException broken) {
      // A server that closes at once may drop one packet and yet send the next.
      throw new ProtocolException("no packet: " + broken.getMessage());
    }
  }

  private void waitUntil(long deadline) throws IOException {
    long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException();
    }
    socket.setSoTimeout((int) left);
  }

  /** Reads to the end, for which it waits no longer than {@link #PATIENCE}. */
  Ending ends() {
    return endsWithin(PATIENCE);
  }

  /** Reads to the end, for which it waits no longer than that. */
  Ending endsWithin(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    var ending = Ending.CLOSED;
    try {
      while (true) {
        var message = receives(deadline);
        if (message.type() == 1) {
          ending = Ending.because((int) message.nextNumber(), message.nextText());
        }
      }
    } catch (SocketTimeoutException open) {
      return Ending.STILL_OPEN;
    } catch (IOException closed) {
      return ending;
    }
  }

  /** What everybody who has come in may ask, and gets an answer to: a channel there is not. */
  static RawMessage question(long number) {
    return RawMessage.of(90).text("nothing").number(number).number(0).number(0);
  }

  /** Waits for the answer to this question; what comes before is lost. */
  void isAnswered(long number) throws IOException {
    while (receives(92).nextNumber() != number) {}
  }

  /** Whether a question is answered, and so all that was sent before is dealt with. */
  boolean isAlive() throws IOException, GeneralSecurityException {
    sends(question(ALIVE)).isAnswered(ALIVE);
    return true;
  }

  /** Says that no more will be sent; the answer is how many messages still come until the end. */
  int hangsUp() throws IOException {
    socket.shutdownOutput();
    int messages = 0;
    try {
      while (true) {
        receives();
        messages++;
      }
    } catch (SocketTimeoutException silent) {
      throw silent;
    } catch (IOException closed) {
      return messages;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
