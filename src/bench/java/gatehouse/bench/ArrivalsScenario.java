package gatehouse.bench;

import com.typesafe.config.Config;
import gatehouse.testkit.RemoteTerminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.sshd.client.SshClient;

/**
 * What coming in takes when people come at an even pace, whether or not those before them are in:
 * from TCP's connect to an open channel of somebody who has signed in. Keys are exchanged as MINA's
 * client likes it best, which is post-quantum.
 */
record ArrivalsScenario(Config settings, SshClient client) implements Scenario {

  private static final RemoteTerminal.Tap LOOKS_AT_NOTHING = (bytes, from, length) -> {};

  /** OpenSSH, with a process for everybody, does not keep this pace on the machines we have. */
  @Override
  public boolean suits(Subject subject) {
    return subject instanceof Gatehouse;
  }

  @Override
  public List<Figure> run(Subject subject) throws Exception {
    int aSecond = settings.getInt("a-second");
    arrive(subject, settings.getDuration("warm-up"), aSecond, new ConcurrentHistogram(3));
    var took = new ConcurrentHistogram(3);
    arrive(subject, settings.getDuration("duration"), aSecond, took);
    var name = "coming in, %d a second".formatted(aSecond);
    return List.of(
        Latencies.percentile(name, "p50, ms", subject, took, 50),
        Latencies.percentile(name, "p95, ms", subject, took, 95),
        Latencies.percentile(name, "p99, ms", subject, took, 99));
  }

  private void arrive(Subject subject, Duration time, int aSecond, ConcurrentHistogram took)
      throws Exception {
    long pause = TimeUnit.SECONDS.toNanos(1) / aSecond;
    long start = System.nanoTime();
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var coming = new ArrayList<Future<?>>();
      for (long due = start; due - start < time.toNanos(); due += pause) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        long from = due;
        coming.add(
            people.submit(() -> {
              comeIn(subject);
              took.recordValue(System.nanoTime() - from);
              return true;
            }));
      }
      for (var person : coming) {
        person.get();
      }
    }
  }

  private void comeIn(Subject subject) throws Exception {
    RemoteTerminal.connects(client, subject.user(), subject.port(), LOOKS_AT_NOTHING).close();
  }
}
