package gatehouse.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Signal;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import akka.util.ByteString;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games;
import gatehouse.backend.Games.AfterCrash;
import gatehouse.backend.Games.Ended;
import gatehouse.backend.Pass;
import gatehouse.line.Line;
import gatehouse.model.GameId;
import gatehouse.model.RequestId;
import gatehouse.play.Notices;
import gatehouse.play.PlayLink;
import gatehouse.session.SshSession.Command;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.session.SshSession.FromLink;
import gatehouse.session.SshSession.FromTimer;
import gatehouse.terminal.Key;
import gatehouse.terminal.TerminalReset;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * At a game: what is typed goes to it as it is, what it prints comes back as it is, both through a
 * {@link PlayLink}. The end of the link leads back to the menu.
 */
final class Playing extends SessionState {

  private final GameId game;
  private final ActorRef<PlayLink.Command> link;

  private boolean attached;
  private int unanswered;
  private Optional<Ended> end = Optional.empty();
  private Optional<String> farewell = Optional.empty();

  private Playing(Desk desk, GameId game, ActorRef<PlayLink.Command> link) {
    super(desk);
    this.game = game;
    this.link = link;
  }

  /**
   * The same unless the game is played at another terminal, or has crashed: then the person is
   * asked first.
   */
  static SessionState orAsking(Desk desk, GameId game) {
    if (desk.pass().isEmpty()) {
      return AtMenu.enter(desk, "You are no longer signed in.");
    }
    var pass = desk.pass().get();
    return desk.ownGame(game)
        .flatMap(own ->
            switch (own.standing()) {
              case ATTACHED -> Optional.of(TakingOver.enter(desk, own));
              case CRASHED, DAMAGED -> Optional.of(Recovering.enter(desk, own));
              case RUNNING, SAVED -> Optional.empty();
            })
        .orElseGet(() -> enter(desk, pass, game));
  }

  /** Opens the game and sits down at it. */
  static SessionState enter(Desk desk, Pass pass, GameId game) {
    return enter(desk, pass, game, AfterCrash.CONTINUE);
  }

  /** The same with the person's word on what to do about a crash. */
  static SessionState enter(Desk desk, Pass pass, GameId game, AfterCrash afterCrash) {
    desk.stopIdleTimer();
    desk.draw(TerminalReset.bytes(desk.line().term()));
    desk.draw(Screens.line("Opening " + desk.nameOf(game) + " ..."));
    var line = desk.line();
    var games = desk.games();
    var context = desk.context();
    var link =
        context.spawnAnonymous(
            PlayLink.create(
                line,
                games,
                new Opening(games, pass, game, line, new AtomicReference<>(afterCrash)),
                desk.settings().play(),
                context.messageAdapter(PlayLink.News.class, FromLink::new)));
    context.watch(link);
    return new Playing(desk, game, link);
  }

  /** What was said about a crash is said once: not when a lost link opens the game again. */
  private record Opening(
      Games games, Pass pass, GameId game, Line line, AtomicReference<AfterCrash> afterCrash)
      implements PlayLink.Opening {

    @Override
    public CompletionStage<Games.Seat> open() {
      return games
          .open(
              pass.access(),
              RequestId.random(),
              game,
              new Games.Wanted(line.size(), line.term(), afterCrash.get()))
          .whenComplete((seat, failure) -> {
            if (failure == null) {
              afterCrash.set(AfterCrash.CONTINUE);
            }
          });
    }
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case SshSession.Typed(ByteString bytes) -> onTyped(bytes);
      case SshSession.Resized(var size) -> {
        link.tell(new PlayLink.Resize(size));
        yield this;
      }
      case SshSession.HungUp gone -> Behaviors.stopped();
      case FromBackend told -> {
        remember(told);
        yield this;
      }
      case FromTimer due -> onTimer(due);
      case FromLink(PlayLink.News news) -> onNews(news);
      case SshSession.FromSpectator late -> this;
      case SshSession.FromQueue late -> this;
      case SshSession.ClosingDown(String text, boolean gamesEnd) -> onClosingDown(text, gamesEnd);
    };
  }

  private Behavior<Command> onTyped(ByteString bytes) {
    if (attached) {
      unanswered += bytes.length();
      link.tell(new PlayLink.Keys(bytes));
    } else {
      // A key meant for a dead screen must not reach the living one.
      desk.line().consumed(bytes.length());
    }
    return this;
  }

  private Behavior<Command> onNews(PlayLink.News news) {
    switch (news) {
      case PlayLink.Attached now -> attached = true;
      case PlayLink.KeysTaken(int bytes) -> answered(bytes);
      case PlayLink.Interrupted lost -> {
        attached = false;
        answered(unanswered);
      }
      case PlayLink.Finished(Ended how) -> end = Optional.of(how);
    }
    return this;
  }

  private void answered(int bytes) {
    unanswered -= bytes;
    desk.line().consumed(bytes);
  }

  private SessionState onTimer(FromTimer due) {
    switch (due) {
      case SshSession.RenewalDue renewal -> desk.renew();
      case SshSession.AskForNewsAgain(var source) -> desk.followNews(source);
      case SshSession.EscapeTimedOut stale -> {}
      case SshSession.IdleTooLong stale -> {}
      case SshSession.GoodbyeTimedOut stale -> {}
      case SshSession.RefreshDue stale -> {}
    }
    return this;
  }

  private SessionState onClosingDown(String text, boolean gamesEnd) {
    if (!gamesEnd) {
      return Leaving.enter(desk, text);
    }
    farewell = Optional.of(text);
    var _ = desk.line().write(Notices.onLastRow(desk.line().size(), text));
    return this;
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) throws Exception {
    return switch (signal) {
      case ChildFailed failed ->
          backToMenu(Screens.explainGame(BackendFailure.of(failed.getCause())));
      case Terminated over -> backToMenu(end.map(this::explain).orElse(""));
      default -> super.onSignal(signal);
    };
  }

  private SessionState backToMenu(String notice) {
    answered(unanswered);
    return farewell
        .map(text ->
            Leaving.enter(desk, (end.map(this::standing).orElse(notice) + " " + text).strip()))
        .orElseGet(() -> AtMenu.enterAfterGame(desk, notice));
  }

  private String explain(Ended how) {
    return how.text().isEmpty() ? standing(how) : how.text();
  }

  /** What has become of the game, whatever the service says about why. */
  private String standing(Ended how) {
    var name = desk.nameOf(game);
    return switch (how.ending()) {
      case EXITED -> "Your game of " + name + " is over.";
      case SAVED -> "Your game of " + name + " is saved.";
      case CRASHED -> name + " has crashed.";
      case TAKEN_OVER -> "Your game of " + name + " goes on at another terminal.";
      case STOPPED -> "Your game of " + name + " was ended by the server.";
    };
  }

  /**
   * Bytes, not keys, mean something here; a key typed ahead in a menu means nothing to the game.
   */
  @Override
  SessionState onKey(Key key) {
    return this;
  }
}
