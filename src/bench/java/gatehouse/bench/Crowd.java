package gatehouse.bench;

import gatehouse.testkit.RemoteTerminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.sshd.client.SshClient;

/** People at terminals in this process. */
final class Crowd implements AutoCloseable {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final int AT_A_TIME = 8;

  private final List<RemoteTerminal> terminals = new ArrayList<>();

  /** What each person of a crowd does. */
  interface Job<T> {
    T of(int person) throws Exception;
  }

  /** Has this many people do something, so many at a time, and waits for all. */
  static <T> List<T> all(int people, int atATime, Job<T> job) throws Exception {
    try (var threads = Executors.newFixedThreadPool(atATime)) {
      var running =
          threads.invokeAll(
              IntStream.range(0, people).<Callable<T>>mapToObj(one -> () -> job.of(one)).toList());
      var done = new ArrayList<T>();
      for (var one : running) {
        done.add(one.get());
      }
      return done;
    }
  }

  /** People who have come in. */
  List<RemoteTerminal> comesIn(SshClient client, Subject subject, int people) throws Exception {
    var newcomers =
        all(
            people,
            AT_A_TIME,
            person -> {
              var terminal = RemoteTerminal.connects(client, subject.user(), subject.port());
              return remember(terminal).sees(subject.greeting());
            });
    return newcomers;
  }

  /** People at the echo program, each at one of their own. */
  List<RemoteTerminal> atEcho(SshClient client, Subject subject, int people) throws Exception {
    return all(
        people,
        AT_A_TIME,
        person -> {
          var terminal = RemoteTerminal.connects(client, subject.user(), subject.port());
          subject.toEcho(remember(terminal), nextNumber());
          return terminal;
        });
  }

  /** A number that nobody had before. */
  static int nextNumber() {
    return NUMBERS.incrementAndGet();
  }

  private synchronized RemoteTerminal remember(RemoteTerminal terminal) throws IOException {
    terminals.add(terminal);
    return terminal;
  }

  @Override
  public synchronized void close() {
    terminals.forEach(RemoteTerminal::close);
  }
}
