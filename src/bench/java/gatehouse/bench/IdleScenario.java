package gatehouse.bench;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.sshd.client.SshClient;

/** What a person costs who has come in and does nothing. */
record IdleScenario(Config settings, SshClient client) implements Scenario {

  private static final int WARM_UP = 20;

  @Override
  public List<Figure> run(Subject subject) throws Exception {
    int people = settings.getInt(subject.name());
    try (var crowd = new Crowd()) {
      crowd.comesIn(client, subject, WARM_UP);
      subject.settle();
      long before = subject.processes().pssKilobytes();
      crowd.comesIn(client, subject, people);
      subject.settle();
      long after = subject.processes().pssKilobytes();
      return List.of(
          new Figure("idle", "PSS each, KB", subject.name(), (double) (after - before) / people));
    }
  }
}
