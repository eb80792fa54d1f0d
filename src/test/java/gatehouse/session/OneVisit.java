package gatehouse.session;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.stream.SystemMaterializer;
import gatehouse.play.PlaySettings;
import gatehouse.session.SshSession.Command;
import gatehouse.spectate.Broadcasts;
import gatehouse.spectate.SpectateSettings;
import gatehouse.testkit.FakeAccounts;
import gatehouse.testkit.FakeGames;
import gatehouse.testkit.FakeLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Somebody at a terminal, a session for them, and services that do as the test says. */
final class OneVisit {

  private final FakeLine person = new FakeLine();
  private final FakeAccounts accounts = new FakeAccounts().knows("Alice", "wonderland");
  private final FakeGames games;
  private final ActorTestKit testKit;
  private Optional<ActorRef<Command>> session = Optional.empty();

  /** Nobody is here yet; Alice has an account, and there are games. */
  OneVisit(ActorTestKit testKit) {
    this.testKit = testKit;
    this.games =
        new FakeGames(SystemMaterializer.get(testKit.system()).materializer())
            .offers("nethack", "NetHack")
            .offers("crawl", "Crawl")
            .lacks("moria", "Moria", "not installed: Debian package moria");
  }

  FakeLine person() {
    return person;
  }

  FakeAccounts accounts() {
    return accounts;
  }

  FakeGames games() {
    return games;
  }

  ActorRef<Command> session() {
    return session.orElseThrow();
  }

  /** The person connects. */
  void begins(Duration idleTimeout) {
    session =
        Optional.of(
            testKit.spawn(
                SshSession.create(
                    new Reception.Arrived(person, accounts, Optional.empty()),
                    services(idleTimeout, 1, 0))));
  }

  /** What sessions share. */
  SessionServices services(Duration idleTimeout, int mostPeople, int mostWaiting) {
    var brief = Duration.ofMillis(10);
    var settings =
        new SessionSettings(
            mostPeople,
            mostWaiting,
            idleTimeout,
            Duration.ofMillis(20),
            64,
            new PlaySettings(Duration.ofSeconds(3), brief, brief.multipliedBy(2), 3),
            new SpectateSettings(
                Duration.ofMillis(1),
                8 * 1024,
                64,
                Duration.ofSeconds(3),
                brief,
                brief.multipliedBy(2),
                3));
    var broadcasts = testKit.spawn(Broadcasts.create(games, settings.spectate()));
    return new SessionServices(games, broadcasts, visitor -> List.of(" ## a banner"), settings);
  }

  /** Alice connects and signs in. */
  void signsIn() {
    begins(Duration.ofMinutes(5));
    person.sees("Not logged in.");
    person.types("lalice\rwonderland\r");
    person.sees("Logged in as: Alice");
  }
}
