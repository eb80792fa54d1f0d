package gatehouse.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import gatehouse.model.PlayerName;
import gatehouse.testkit.ManualClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two gateways in one cluster. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-ddos")
class GossipIT {

  private static final PlayerName ALICE = new PlayerName("Alice");
  private static final String GUESSER = "192.0.2.1";

  private final ManualClock clock = new ManualClock();
  private Gateway one;
  private Gateway other;

  /** What of a gateway takes part. */
  private record Gateway(ActorTestKit testKit, Admission admission) {

    static Gateway open(ManualClock clock) {
      var config =
          ConfigFactory.parseString(
                  """
                  akka {
                    actor.provider = cluster
                    remote.artery { transport = tcp, canonical { hostname = "127.0.0.1", port = 0 } }
                    cluster {
                      jmx.enabled = off
                      distributed-data {
                        gossip-interval = 100 ms
                        notify-subscribers-interval = 100 ms
                      }
                    }
                  }
                  """)
              .withFallback(ConfigFactory.load());
      var testKit = ActorTestKit.create("gateways", config);
      var settings = AdmissionSettings.from(config.getConfig("gatehouse.admission"));
      var admission = new Admission(settings, 1000, Duration.ofSeconds(30), clock);
      testKit.spawn(Gossip.create(admission, settings.penalties().sharedFrom(), clock));
      return new Gateway(testKit, admission);
    }

    void joins(Gateway first) {
      var cluster = Cluster.get(testKit.system());
      cluster
          .manager()
          .tell(Join.create(Cluster.get(first.testKit.system()).selfMember().address()));
      await().until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
    }

    void isGuessedAt(String from, int times) throws UnknownHostException {
      if (admission.knock(address(from)) instanceof Admission.Welcome(Visit visit)) {
        assertThat(visit.comesFrom(address(from))).isEmpty();
        for (int guess = 0; guess < times; guess++) {
          visit.guesses(ALICE);
        }
        visit.close();
      }
    }

    Optional<Refusal> whenComes(String from) throws UnknownHostException {
      var welcome = (Admission.Welcome) admission.knock(address(from));
      try {
        return welcome.visit().comesFrom(address(from));
      } finally {
        welcome.visit().close();
      }
    }

    private static InetAddress address(String text) throws UnknownHostException {
      return InetAddress.getByName(text);
    }
  }

  @BeforeEach
  void open() {
    one = Gateway.open(clock);
    one.joins(one);
    other = Gateway.open(clock);
  }

  @AfterEach
  void close() {
    other.testKit.shutdownTestKit();
    one.testKit.shutdownTestKit();
  }

  @Test
  void a_network_that_one_keeps_out_for_long_is_kept_out_by_the_other() throws Exception {
    other.joins(one);
    one.isGuessedAt(GUESSER, 13);
    await()
        .untilAsserted(() -> assertThat(other.whenComes("192.0.2.99")).contains(Refusal.PENALISED));
    assertThat(other.whenComes("192.0.3.1")).isEmpty();
    clock.pass(Duration.ofMinutes(11));
    assertThat(other.whenComes("192.0.2.99")).isEmpty();
  }

  @Test
  void a_gateway_that_joins_later_hears_of_it() throws Exception {
    one.isGuessedAt(GUESSER, 20);
    other.joins(one);
    await().untilAsserted(() -> assertThat(other.whenComes(GUESSER)).contains(Refusal.PENALISED));
  }

  @Test
  void what_is_over_soon_stays_with_the_one() throws Exception {
    other.joins(one);
    one.isGuessedAt("192.0.3.1", 6);
    one.isGuessedAt(GUESSER, 13);
    await().untilAsserted(() -> assertThat(other.whenComes(GUESSER)).contains(Refusal.PENALISED));
    assertThat(other.whenComes("192.0.3.1")).isEmpty();
    assertThat(one.whenComes("192.0.3.1")).contains(Refusal.PENALISED);
  }
}
