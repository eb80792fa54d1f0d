package gatehouse.ssh;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** A connection without any client: bytes, and SSH's packets as they are before there are keys. */
final class BareSocket implements AutoCloseable {

  static final int KEXINIT = 20;

  private static final int PATIENCE = 20_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /** Connects there and sends nothing. */
  BareSocket(InetSocketAddress address) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE);
    socket.connect(address);
    in = new DataInputStream(socket.getInputStream());
  }

  /** Sends this, after which the other side may be gone. */
  BareSocket sends(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  BareSocket sends(String text) throws IOException {
    return sends(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends this, each byte in a packet of its own. */
  BareSocket sendsBytewise(byte[] bytes) throws IOException {
    for (byte each : bytes) {
      socket.getOutputStream().write(each);
    }
    return this;
  }

  /** Sends a message of SSH, unencrypted. */
  BareSocket sendsMessage(int command, byte... content) throws IOException {
    int padding = 16 - (content.length + 6) % 8;
    var packet = ByteBuffer.allocate(content.length + 6 + padding);
    packet.putInt(content.length + 2 + padding).put((byte) padding);
    packet.put((byte) command).put(content);
    return sends(packet.array());
  }

  /** Proposes an exchange of keys that the server can agree to. */
  BareSocket proposesKeys() throws IOException {
    var proposal = new ByteArrayBuffer();
    proposal.putRawBytes(new byte[16]);
    proposal.putString("curve25519-sha256");
    proposal.putString("ssh-ed25519");
    for (int direction = 0; direction < 2; direction++) {
      proposal.putString("aes128-ctr");
    }
    for (int direction = 0; direction < 2; direction++) {
      proposal.putString("hmac-sha2-256");
    }
    for (int direction = 0; direction < 2; direction++) {
      proposal.putString("none");
    }
    proposal.putString("");
    proposal.putString("");
    proposal.putBoolean(false);
    proposal.putUInt(0);
    return sendsMessage(KEXINIT, proposal.getCompactData());
  }

  /** The line with which the server introduces itself, without its end. */
  String introduction() throws IOException {
    var line = new StringBuilder();
    for (int at = in.read(); at >= 0 && at != '\n'; at = in.read()) {
      line.append((char) at);
    }
    return line.toString().strip();
  }

  /** Reads the server's next message; its first byte says which it is. */
  byte[] message() throws IOException {
    int length = in.readInt();
    int padding = in.read();
    var message = in.readNBytes(length - 1 - padding);
    in.skipNBytes(padding);
    return message;
  }

  /** Whether nothing comes, and the other side is not gone, for this many milliseconds. */
  boolean hearsNothingFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      in.read();
      return false;
    } catch (SocketTimeoutException silence) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE);
    }
  }

  /** Whether nothing but that messages mean nothing to the server comes for this long. */
  boolean hearsNothingButUnimplementedFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      while (message()[0] == SshConstants.SSH_MSG_UNIMPLEMENTED) {
        // Goes on to the next.
      }
      return false;
    } catch (SocketTimeoutException silence) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE);
    }
  }

  /** All that comes until the other side ends the connection, as it must. */
  String hearsToTheEnd() throws IOException {
    var heard = new StringBuilder();
    try {
      for (int at = in.read(); at >= 0; at = in.read()) {
        heard.append((char) at);
      }
    } catch (SocketException reset) {
      // Closed while some of what was sent had not been read.
    }
    return heard.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
