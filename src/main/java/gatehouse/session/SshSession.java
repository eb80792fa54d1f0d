package gatehouse.session;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.util.ByteString;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games.LiveGame;
import gatehouse.backend.Games.OfferedGame;
import gatehouse.backend.Games.OwnGames;
import gatehouse.backend.SignedIn;
import gatehouse.play.PlayLink;
import gatehouse.session.Reception.Arrived;
import gatehouse.spectate.Spectator;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One shell of an SSH connection, from greeting to goodbye.
 *
 * <pre>
 *   Queueing
 *     │       ┌──▶ FillingForm ──▶ AwaitingAnswer ───┐
 *     ▼       ├──▶ ChoosingGame ──▶ Playing ─────────┤
 *   AtMenu ───┤                        ▲             ├──▶ AtMenu
 *     │       ├──▶ TakingOver ─────────┘             │
 *     │       └──▶ ChoosingWatched ◀──▶ Watching ────┘
 *     └──▶ Leaving
 * </pre>
 *
 * <p>Each state is a class of its own in this package; this one holds what they share: the
 * protocol.
 */
public final class SshSession {

  /** Grouped by sender, so that a state can dismiss a whole group in one case. */
  public sealed interface Command {}

  /** From the connection. */
  sealed interface FromLine extends Command {}

  record Typed(ByteString bytes) implements FromLine {}

  record Resized(TerminalSize size) implements FromLine {}

  record HungUp() implements FromLine {}

  /** From what this session asked for. May arrive after the state that asked has gone. */
  sealed interface FromBackend extends Command {}

  /** What was asked for has been answered, or refused; {@code next} says where that leads. */
  record Answered(Supplier<SessionState> next) implements FromBackend {}

  record CatalogueTold(List<OfferedGame> games) implements FromBackend {}

  record OwnGamesTold(OwnGames games) implements FromBackend {}

  record LiveGamesTold(List<LiveGame> games) implements FromBackend {}

  /** One of the streams of news has ended; it is asked for again. */
  record NewsEnded(Source source) implements FromBackend {

    enum Source {
      CATALOGUE,
      OWN_GAMES,
      LIVE_GAMES
    }
  }

  record Renewed(SignedIn who) implements FromBackend {}

  record NotRenewed(BackendFailure why) implements FromBackend {}

  /** From the child that keeps the person at a game. */
  record FromLink(PlayLink.News news) implements Command {}

  /** From the child that keeps the person watching a game. */
  record FromSpectator(Spectator.News news) implements Command {}

  /** From this session's own timers. */
  sealed interface FromTimer extends Command {}

  record EscapeTimedOut() implements FromTimer {}

  record IdleTooLong() implements FromTimer {}

  record RenewalDue() implements FromTimer {}

  record AskForNewsAgain(NewsEnded.Source source) implements FromTimer {}

  record GoodbyeTimedOut() implements FromTimer {}

  record RefreshDue() implements FromTimer {}

  /** From the queue that somebody waits in for whom there is no room yet. */
  sealed interface FromQueue extends Command {}

  /**
   * There are {@code place - 1} before this one; {@code estimate} is about how long it will take.
   */
  record Waits(int place, Optional<Duration> estimate) implements FromQueue {}

  /** There is room now. */
  record LetIn() implements FromQueue {}

  /**
   * The server goes down; the person is told and leaves.
   *
   * @param gamesEnd whether the games end too: who plays stays until theirs is saved
   */
  public record ClosingDown(String farewell, boolean gamesEnd) implements Command {}

  private SshSession() {}

  /** A session at the main menu. The sign-in of the connection outlives it. */
  static Behavior<Command> create(Arrived arrived, SessionServices services) {
    return create(arrived, services, desk -> AtMenu.enter(desk, arrived.who()));
  }

  /** The same for somebody who has to wait, at this place in the queue, until {@link LetIn}. */
  static Behavior<Command> createQueueing(Arrived arrived, SessionServices services, int place) {
    return create(arrived, services, desk -> Queueing.enter(desk, arrived.who(), place));
  }

  private static Behavior<Command> create(
      Arrived arrived, SessionServices services, Function<Desk, SessionState> entrance) {
    return Behaviors.setup(context -> {
      context.setLoggerName(SshSession.class);
      return Behaviors.withTimers(timers -> {
        var desk = new Desk(context, timers, arrived.line(), arrived.accounts(), services);
        arrived.line().listen(desk.ear());
        return entrance.apply(desk);
      });
    });
  }
}
