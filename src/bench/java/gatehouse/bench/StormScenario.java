package gatehouse.bench;

import com.typesafe.config.Config;
import gatehouse.testkit.RemoteTerminal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.sshd.client.SshClient;

/** What coming in costs: from TCP's connect to the first thing to be seen. */
record StormScenario(Config settings, SshClient client) implements Scenario {

  private static final int PATIENCE_SECONDS = 30;

  @Override
  public List<Figure> run(Subject subject) throws Exception {
    int atATime = settings.getInt("at-a-time");
    int people = settings.getInt(subject.name());
    Crowd.all(settings.getInt("warm-up." + subject.name()), atATime, one -> comeIn(subject));
    var took = new ConcurrentHistogram(3);
    var cpu = subject.processes().cpu();
    long start = System.nanoTime();
    Crowd.all(
        people,
        atATime,
        one -> {
          took.recordValue(comeIn(subject));
          return one;
        });
    double seconds = (System.nanoTime() - start) / 1e9;
    var used = subject.processes().cpu().minus(cpu);
    var name = "sign-in storm, %d at a time".formatted(atATime);
    return List.of(
        new Figure(name, "server CPU each, ms", subject.name(), (double) used.toMillis() / people),
        new Figure(name, "a second", subject.name(), people / seconds),
        Latencies.percentile(name, "p50, ms", subject, took, 50),
        Latencies.percentile(name, "p95, ms", subject, took, 95));
  }

  /** How many nanoseconds it took. */
  private long comeIn(Subject subject) throws Exception {
    var seen = new CountDownLatch(1);
    var heard = new StringBuilder();
    RemoteTerminal.Tap tap =
        (bytes, from, length) -> {
          heard.append(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
          if (heard.indexOf(subject.greeting()) >= 0) {
            seen.countDown();
          }
        };
    long start = System.nanoTime();
    try (var _ = RemoteTerminal.connects(client, subject.user(), subject.port(), tap)) {
      if (!seen.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("not seen: " + subject.greeting() + " in: " + heard);
      }
      return System.nanoTime() - start;
    }
  }
}
