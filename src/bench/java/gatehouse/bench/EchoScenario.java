package gatehouse.bench;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.sshd.client.SshClient;

/** How long people wait for their keys. */
record EchoScenario(Config settings, int sessions, SshClient client) implements Scenario {

  /** A rate that nobody reaches: code that runs seldom is compiled late, and slow until then. */
  static final double NO_PAUSE = 10_000;

  /** Keys of a bare MINA server pass through no PTY. */
  @Override
  public boolean suits(Subject subject) {
    return !(subject instanceof BareMina);
  }

  @Override
  public List<Figure> run(Subject subject) throws Exception {
    try (var crowd = new Crowd()) {
      var typists =
          crowd.atEcho(client, subject, sessions).stream().map(Typist::new).toList();
      type(typists, settings.getDuration("warm-up"), NO_PAUSE, nanos -> {});
      var took = new ConcurrentHistogram(3);
      var cpu = subject.processes().cpu();
      type(
          typists,
          settings.getDuration("duration"),
          settings.getDouble("keys-per-second"),
          took::recordValue);
      var used = subject.processes().cpu().minus(cpu);
      var name = "key echo, %d session%s".formatted(sessions, sessions == 1 ? "" : "s");
      return List.of(
          Latencies.percentile(name, "p50, ms", subject, took, 50),
          Latencies.percentile(name, "p99, ms", subject, took, 99),
          new Figure(
              name,
              "server CPU a key, µs",
              subject.name(),
              used.toNanos() / 1e3 / took.getTotalCount()));
    }
  }

  private static void type(
      List<Typist> typists, Duration time, double rate, LongConsumer nanos) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var jobs = new ArrayList<Callable<Boolean>>();
      for (var typist : typists) {
        jobs.add(() -> {
          typist.types(time, rate, letter -> {}, nanos);
          return true;
        });
      }
      for (var done : threads.invokeAll(jobs)) {
        done.get();
      }
    }
  }
}
