package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import gatehouse.game.GameSession.GameEnded;
import gatehouse.game.GameSession.Open;
import gatehouse.game.GameSession.Recorded;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.TryAgain;
import gatehouse.game.RunningGame.Admit;
import gatehouse.game.RunningGame.Attach;
import gatehouse.game.RunningGame.Command;
import gatehouse.game.RunningGame.EndRecorded;
import gatehouse.game.RunningGame.ExitUnknown;
import gatehouse.game.RunningGame.ForViewers;
import gatehouse.game.RunningGame.FromLaunch;
import gatehouse.game.RunningGame.FromPty;
import gatehouse.game.RunningGame.FromStopping;
import gatehouse.game.RunningGame.FromTunnel;
import gatehouse.game.RunningGame.FromWatcher;
import gatehouse.game.RunningGame.GraceOver;
import gatehouse.game.RunningGame.LastOutputOverdue;
import gatehouse.game.RunningGame.LookedAt;
import gatehouse.game.RunningGame.MayLeave;
import gatehouse.game.RunningGame.Measured;
import gatehouse.game.RunningGame.ProgramEnded;
import gatehouse.game.RunningGame.RecordOverdue;
import gatehouse.game.RunningGame.RemainsFound;
import gatehouse.game.RunningGame.RemainsUnknown;
import gatehouse.game.RunningGame.Stop;
import gatehouse.game.RunningGame.TellWhenOver;
import gatehouse.game.RunningGame.TicketsOverdue;
import gatehouse.game.Shelf.LeftNothing;
import gatehouse.game.Shelf.LeftSave;
import gatehouse.game.Shelf.Remains;
import gatehouse.game.pty.Ptys.End;
import gatehouse.game.pty.Ptys.Exit;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.saves.KeptGame;
import gatehouse.game.saves.KeptGame.Standing;
import gatehouse.game.saves.Save;
import java.time.Duration;
import java.util.Optional;

/**
 * The program has ended. Its last output is read and shown, its end is judged and stored; then
 * everybody is told, in this order: the lobby, whoever asked for the end, whoever is attached.
 */
final class Finishing extends RoundState {

  private static final String UNSTORED =
      "Your game has ended; what it saved could not be stored yet, and is kept.";
  private static final String JUST_ENDED = "Your game has just ended; try again in a moment.";

  /** What is done, in order; at the last, those who hold tickets are waited for. */
  private enum Step {
    DRAINING,
    LOOKING_FOR_SAVE,
    RECORDING,
    TELLING
  }

  private final Exit exit;
  private final StopCause cause;
  private final Duration age;
  private final ProcessEnd processEnd;
  private Step step = Step.DRAINING;
  private Remains left = new LeftNothing();
  private boolean recorded;
  private boolean unstored;

  private Finishing(Round round, End end, StopCause cause) {
    super(round);
    this.exit = end.exit();
    this.cause = cause;
    this.age = round.age();
    this.processEnd = round.ended(end);
  }

  static Behavior<Command> enter(Round round, End end, StopCause cause) {
    round.console().takeNoMoreKeys();
    var finishing = new Finishing(round, end, cause);
    finishing.waitForLastOutput();
    return finishing.advance();
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Admit(Open open) -> {
        open.replyTo().tell(new TryAgain(JUST_ENDED));
        yield this;
      }
      case Attach attach -> onAttach(attach);
      case TellWhenOver(var replyTo) -> onTellWhenOver(replyTo);
      case ForViewers late -> {
        GameHost.refuse(late);
        yield this;
      }
      case FromWatcher watcher -> {
        round.console().on(watcher);
        yield advance();
      }
      case FromPty output -> {
        round.console().on(output);
        yield advance();
      }
      case FromTunnel tunnel -> {
        round.console().on(tunnel);
        yield advance();
      }
      case LastOutputOverdue() -> onLastOutputOverdue();
      case RemainsFound(Remains found) -> onRemainsFound(found);
      case RemainsUnknown(Throwable why) -> onRemainsUnknown(why);
      case EndRecorded() -> onRecorded();
      case RecordOverdue() -> onRecordOverdue();
      case TicketsOverdue() -> onTicketsOverdue();
      case MayLeave early -> this;
      case Stop late -> this;
      case ProgramEnded again -> this;
      case ExitUnknown late -> this;
      case GraceOver late -> this;
      case LookedAt late -> this;
      case Measured late -> this;
      case FromLaunch late -> this;
      case FromStopping late -> this;
    };
  }

  private Behavior<Command> advance() {
    return switch (step) {
      case DRAINING -> round.console().isDrained() ? lookForSave() : this;
      case LOOKING_FOR_SAVE -> this;
      case RECORDING -> this;
      case TELLING ->
          recorded && round.console().isDeserted() && !round.tickets().anyGood() ? leave() : this;
    };
  }

  private Behavior<Command> leave() {
    round.letGo();
    return Leaving.enter(desk, JUST_ENDED);
  }

  private void waitForLastOutput() {
    desk.timers().startSingleTimer(new LastOutputOverdue(), desk.settings().lastOutputTimeout());
  }

  /** Programs that were left behind may keep the PTY open; a slow tunnel is another matter. */
  private Behavior<Command> onLastOutputOverdue() {
    if (step == Step.DRAINING && round.console().isHeldUp()) {
      waitForLastOutput();
      return this;
    }
    return step == Step.DRAINING ? lookForSave() : this;
  }

  private Behavior<Command> lookForSave() {
    step = Step.LOOKING_FOR_SAVE;
    desk.timers().cancel(new LastOutputOverdue());
    desk.whenDone(
        desk.tools().shelf().collect(round.run(), round.console().progress()),
        (remains, failure) ->
            failure == null ? new RemainsFound(remains) : new RemainsUnknown(failure));
    return this;
  }

  private Behavior<Command> onRemainsFound(Remains found) {
    step = Step.RECORDING;
    left = found;
    record();
    return this;
  }

  private Optional<Save> saved() {
    return left instanceof LeftSave(Save save) ? Optional.of(save) : Optional.empty();
  }

  /** Has the session store the end; with its database away that takes as many tries as it takes. */
  private void record() {
    var stored = desk.context().messageAdapter(Recorded.class, done -> new EndRecorded());
    desk.assignment()
        .entity()
        .tell(
            new GameSession.GameOver(
                desk.session(), verdict().ending(), processEnd, saved(), stored));
    desk.timers().startSingleTimer(new RecordOverdue(), desk.settings().recordTimeout());
  }

  /** People do not wait any longer; the session is told until it has heard. */
  private Behavior<Command> onRecordOverdue() {
    record();
    return step == Step.RECORDING ? tellAll() : this;
  }

  private Behavior<Command> onRecorded() {
    recorded = true;
    desk.timers().cancel(new RecordOverdue());
    return step == Step.RECORDING ? tellAll() : advance();
  }

  /** What it left is still there: the session looks after it when it is next opened, or sooner. */
  private Behavior<Command> onRemainsUnknown(Throwable why) {
    desk.log().error("What session {} left cannot be stored: {}", desk.session(), why.toString());
    recorded = true;
    unstored = true;
    return tellAll();
  }

  private Behavior<Command> tellAll() {
    step = Step.TELLING;
    var verdict = verdict();
    desk.log()
        .info(
            "Game {} of {} over: {} ({}), saved {}, session {}",
            round.title().id(),
            desk.assignment().open().player(),
            verdict.ending(),
            processEnd,
            saved().map(save -> save.shortHash() + " " + save.progress().text()).orElse("nothing"),
            desk.session());
    desk.assignment().host().tell(new GameHost.Over(desk.session(), kept()));
    round.waiting().forEach(asker -> asker.tell(new GameEnded()));
    desk.timers().startSingleTimer(new TicketsOverdue(), desk.settings().ticketLifetime());
    return sayFarewell();
  }

  private Optional<KeptGame> kept() {
    return saved().map(save -> new KeptGame(Standing.SAVED, save.at(), save.progress().text()));
  }

  private Behavior<Command> sayFarewell() {
    var verdict = verdict();
    var text =
        saved().map(save -> told(verdict, save)).orElse(unstored ? UNSTORED : verdict.text());
    round.console().sayFarewell(new Ended(verdict.ending(), text));
    return advance();
  }

  /** With what tells this save from any other. */
  private String told(Verdict verdict, Save save) {
    var progress = save.progress().text();
    var whole = "Your game of " + round.title().name() + " is saved.";
    return (verdict.text().isEmpty() ? whole : verdict.text())
        + " ["
        + (progress.isEmpty() ? "" : progress + ", ")
        + "save "
        + save.shortHash()
        + "]";
  }

  /** Somebody was admitted before the end, and has yet to hear of it. */
  private Behavior<Command> onAttach(Attach attach) {
    return round.attach(attach) && step == Step.TELLING ? sayFarewell() : this;
  }

  private Behavior<Command> onTicketsOverdue() {
    round.tickets().cancelAll();
    return advance();
  }

  private Behavior<Command> onTellWhenOver(ActorRef<GameEnded> replyTo) {
    if (step == Step.TELLING) {
      replyTo.tell(new GameEnded());
    } else {
      round.waiting().add(replyTo);
    }
    return this;
  }

  private Verdict verdict() {
    boolean early = age.compareTo(desk.settings().settlingTime()) < 0;
    return Verdict.of(
        round.title(), exit, cause, left, early && (isFailure() || !round.console().hasOutput()));
  }

  private boolean isFailure() {
    return !(exit instanceof Exited(int status) && round.title().goodStatuses().contains(status));
  }
}
