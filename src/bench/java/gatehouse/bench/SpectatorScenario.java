package gatehouse.bench;

import com.typesafe.config.Config;
import gatehouse.testkit.RemoteTerminal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.sshd.client.SshClient;

/** How long after the player's key it is on the screens of those who watch, and what that costs. */
record SpectatorScenario(Config settings, SshClient client) implements Scenario {

  /** A letter, and when it was typed. */
  private record Letter(char letter, long typedAt) {}

  /** Looks for the latest letter in what comes to one terminal, once for each letter. */
  private static final class Viewer implements RemoteTerminal.Tap {

    private final AtomicReference<Letter> latest;
    private final AbstractHistogram lag;
    private Letter seen = new Letter(' ', 0);

    Viewer(AtomicReference<Letter> latest, AbstractHistogram lag) {
      this.latest = latest;
      this.lag = lag;
    }

    @Override
    public void hears(byte[] bytes, int from, int length) {
      var letter = latest.get();
      for (int at = from; at < from + length && !letter.equals(seen); at++) {
        if (bytes[at] == letter.letter()) {
          lag.recordValue(System.nanoTime() - letter.typedAt());
          seen = letter;
        }
      }
    }
  }

  @Override
  public boolean suits(Subject subject) {
    return subject instanceof Gatehouse;
  }

  @Override
  public List<Figure> run(Subject subject) throws Exception {
    int viewers = settings.getInt("viewers");
    double rate = settings.getDouble("keys-per-second");
    try (var crowd = new Crowd()) {
      int number = Crowd.nextNumber();
      var player = RemoteTerminal.connects(client, subject.user(), subject.port());
      subject.toEcho(player, number);
      var typist = new Typist(player);
      var alone = new ConcurrentHistogram(3);
      var nobody = new AtomicReference<>(new Letter(' ', 0));
      warmUp(typist, nobody);
      type(typist, settings.getDuration("duration"), rate, nobody, alone);

      var latest = new AtomicReference<>(new Letter(' ', 0));
      var lag = new ConcurrentHistogram(3);
      for (var viewer : crowd.comesIn(client, subject, viewers)) {
        watches(viewer, Gatehouse.player(number));
        viewer.tap(new Viewer(latest, lag));
      }
      warmUp(typist, latest);
      lag.reset();
      var watched = new ConcurrentHistogram(3);
      var cpu = subject.processes().cpu();
      type(typist, settings.getDuration("duration"), rate, latest, watched);
      var used = subject.processes().cpu().minus(cpu);
      player.close();
      var name = "1 player, %d spectators".formatted(viewers);
      return List.of(
          Latencies.percentile(name, "key to spectator p50, ms", subject, lag, 50),
          Latencies.percentile(name, "key to spectator p99, ms", subject, lag, 99),
          new Figure(
              name,
              "letters delivered, % of due",
              subject.name(),
              100.0 * lag.getTotalCount() / (watched.getTotalCount() * viewers)),
          new Figure(
              name,
              "server CPU a delivery, µs",
              subject.name(),
              used.toNanos() / 1e3 / Math.max(1, lag.getTotalCount())),
          Latencies.percentile(name, "player's echo p50, alone, ms", subject, alone, 50),
          Latencies.percentile(name, "player's echo p99, alone, ms", subject, alone, 99),
          Latencies.percentile(name, "player's echo p50, ms", subject, watched, 50),
          Latencies.percentile(name, "player's echo p99, ms", subject, watched, 99));
    }
  }

  private static void watches(RemoteTerminal viewer, String player) throws Exception {
    viewer.types("w").sees(") " + player).types("a").sees("ready");
  }

  private void warmUp(Typist typist, AtomicReference<Letter> latest) throws Exception {
    var warmUp = settings.getDuration("warm-up");
    type(typist, warmUp, EchoScenario.NO_PAUSE, latest, new ConcurrentHistogram(3));
  }

  private static void type(
      Typist typist,
      Duration time,
      double rate,
      AtomicReference<Letter> latest,
      ConcurrentHistogram echo)
      throws Exception {
    typist.types(
        time,
        rate,
        letter -> latest.set(new Letter(letter, System.nanoTime())),
        echo::recordValue);
  }
}
