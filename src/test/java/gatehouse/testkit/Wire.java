package gatehouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** A wire between two processes that can be cut and mended: TCP, passed on as it comes. */
public final class Wire implements AutoCloseable {

  private final ServerSocket entrance;
  private final Set<Socket> sockets = new HashSet<>();
  private volatile InetSocketAddress end;
  private boolean cut;

  private Wire(ServerSocket entrance) {
    this.entrance = entrance;
    this.end = (InetSocketAddress) entrance.getLocalSocketAddress();
  }

  /** A wire that leads nowhere yet. */
  public static Wire open() throws IOException {
    var wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(wire::accept);
    return wire;
  }

  /** Where one end is, as host:port. */
  public String address() {
    return "127.0.0.1:" + entrance.getLocalPort();
  }

  /** Puts the other end there. */
  public void leadsTo(String address) {
    int colon = address.lastIndexOf(':');
    end =
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  /** From now on nothing passes, and nobody gets in. */
  public synchronized void cut() {
    cut = true;
    sockets.forEach(Wire::close);
    sockets.clear();
  }

  /** From now on it is as if new. */
  public synchronized void mend() {
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        connect(entrance.accept());
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private void connect(Socket from) {
    try {
      var to = new Socket(end.getAddress(), end.getPort());
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      if (holds(from, to)) {
        Thread.ofVirtual().start(() -> pass(from, to));
        Thread.ofVirtual().start(() -> pass(to, from));
      }
    } catch (IOException unreachable) {
      close(from);
    }
  }

  private synchronized boolean holds(Socket from, Socket to) {
    if (cut) {
      close(from);
      close(to);
    } else {
      sockets.add(from);
      sockets.add(to);
    }
    return !cut;
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // Then the other way ends too.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }
}
