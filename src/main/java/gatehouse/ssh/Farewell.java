package gatehouse.ssh;

import gatehouse.admission.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.SshConstants;

/**
 * Tells those who are refused at once why: who we are, and a message of SSH's that says goodbye, of
 * bytes that are always the same. Then the socket is closed, in any case.
 *
 * <p>A socket that is closed while what its peer has sent is unread makes the peer forget what we
 * have said. So a few at a time are read from for a moment, until the peer has closed its end.
 */
final class Farewell {

  private static final int MOST_LINGERING = 64;
  private static final int MOST_READ = 16 * 1024;
  private static final long PATIENCE_SECONDS = 1;

  private static final Map<Refusal, byte[]> WORDS = new EnumMap<>(Refusal.class);

  static {
    for (var why : Refusal.values()) {
      WORDS.put(why, words(why));
    }
  }

  private final AtomicInteger lingering = new AtomicInteger();

  /** SSH's number for it (RFC 4253, 11.1). */
  static int reason(Refusal why) {
    return switch (why) {
      case DENIED -> SshConstants.SSH2_DISCONNECT_HOST_NOT_ALLOWED_TO_CONNECT;
      case OVERDUE -> SshConstants.SSH2_DISCONNECT_BY_APPLICATION;
      case PENALISED, TOO_FAST, GUESSED, SOURCE_FULL, FULL, EVICTED, ACCOUNT_FULL, BUSY ->
          SshConstants.SSH2_DISCONNECT_TOO_MANY_CONNECTIONS;
    };
  }

  /** The identification string and SSH_MSG_DISCONNECT, before there is any encryption. */
  private static byte[] words(Refusal why) {
    var identification = (MinaServer.IDENTIFICATION + "\r\n").getBytes(StandardCharsets.US_ASCII);
    var message = why.message().getBytes(StandardCharsets.US_ASCII);
    int payload = 1 + 4 + 4 + message.length + 4;
    int padding = 4 + 8 - (4 + 1 + payload + 4) % 8;
    return ByteBuffer.allocate(identification.length + 4 + 1 + payload + padding)
        .put(identification)
        .putInt(1 + payload + padding)
        .put((byte) padding)
        .put(SshConstants.SSH_MSG_DISCONNECT)
        .putInt(reason(why))
        .putInt(message.length)
        .put(message)
        .putInt(0)
        .array();
  }

  /** Says it to whoever is at the other end, and closes the socket; does not wait for that. */
  void say(AsynchronousSocketChannel socket, Refusal why) {
    boolean lingers = lingering.incrementAndGet() <= MOST_LINGERING;
    var last = new Last(socket, ByteBuffer.wrap(WORDS.getOrDefault(why, new byte[0])), lingers);
    try {
      last.write();
    } catch (RuntimeException closing) {
      last.close();
    }
  }

  private final class Last implements CompletionHandler<Integer, Boolean> {

    private final AsynchronousSocketChannel socket;
    private final ByteBuffer words;
    private final boolean lingers;
    private final long start = System.nanoTime();
    private int read;

    private Last(AsynchronousSocketChannel socket, ByteBuffer words, boolean lingers) {
      this.socket = socket;
      this.words = words;
      this.lingers = lingers;
    }

    private void write() {
      socket.write(words, PATIENCE_SECONDS, TimeUnit.SECONDS, true, this);
    }

    @Override
    public void completed(Integer bytes, Boolean written) {
      try {
        if (written && words.hasRemaining()) {
          write();
        } else if (written && lingers) {
          socket.shutdownOutput();
          readMore();
        } else if (!written && bytes >= 0 && read + bytes < MOST_READ) {
          read += bytes;
          readMore();
        } else {
          close();
        }
      } catch (IOException | RuntimeException gone) {
        close();
      }
    }

    private void readMore() {
      long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS) - (System.nanoTime() - start);
      if (left <= 0) {
        close();
      } else {
        var ignored = ByteBuffer.allocate(1024);
        socket.read(ignored, left, TimeUnit.NANOSECONDS, false, this);
      }
    }

    @Override
    public void failed(Throwable failure, Boolean written) {
      close();
    }

    private void close() {
      lingering.decrementAndGet();
      try {
        socket.close();
      } catch (IOException gone) {
        // It is closed all the same.
      }
    }
  }
}
