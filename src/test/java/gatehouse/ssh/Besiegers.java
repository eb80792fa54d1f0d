package gatehouse.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Connections that are opened from many addresses of this machine and say nothing, each opened
 * again soon after it was closed.
 */
final class Besiegers implements AutoCloseable {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile boolean over;

  /** So many, each from the address of its number. */
  Besiegers(int port, int many, IntFunction<String> address) {
    for (int i = 0; i < many; i++) {
      var from = address.apply(i);
      Thread.startVirtualThread(() -> besiege(port, from));
    }
  }

  private void besiege(int port, String from) {
    boolean came = false;
    while (!over) {
      var socket = new Socket();
      open.add(socket);
      try (socket) {
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 20_000);
        if (!came) {
          came = true;
          arrived.incrementAndGet();
        }
        socket.getInputStream().readAllBytes();
      } catch (IOException closed) {
        // That is what the other side is for.
      } finally {
        open.remove(socket);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** How many have come at least once. */
  int arrived() {
    return arrived.get();
  }

  @Override
  public void close() throws IOException {
    over = true;
    for (var socket : open) {
      socket.close();
    }
  }
}
