package gatehouse.game;

import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.time.Duration;

/** This node's host, which a test can lose. */
final class FakeHosts implements Hosts {

  final TestProbe<GameHost.Command> host;
  volatile String here = "akka://gatehouse/first";
  volatile boolean outOfReach;

  FakeHosts(TestProbe<GameHost.Command> host) {
    this.host = host;
  }

  @Override
  public ActorRef<GameHost.Command> local() {
    return host.ref();
  }

  @Override
  public String here() {
    return here;
  }

  GameHost.Start startedAt() {
    return (GameHost.Start)
        host.fishForMessage(
                Duration.ofSeconds(3),
                message ->
                    message instanceof GameHost.Start
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .getLast();
  }

  /** Waits for the news that a session has settled its files. */
  void awaitSettled() {
    host.fishForMessage(
        Duration.ofSeconds(3),
        message ->
            message instanceof GameHost.Settled
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  /** The next that is not only news for lists. */
  <T extends GameHost.Command> T asked(Class<T> what) {
    return what.cast(
        host.fishForMessage(
                Duration.ofSeconds(3),
                message ->
                    message instanceof GameHost.Settled
                        ? FishingOutcomes.continueAndIgnore()
                        : FishingOutcomes.complete())
            .getLast());
  }

  @Override
  public Place find(String address) {
    if (outOfReach) {
      return new OutOfReach();
    }
    return address.equals(here) ? new At(host.ref()) : new Gone();
  }
}
