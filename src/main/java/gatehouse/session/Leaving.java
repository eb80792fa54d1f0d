package gatehouse.session;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import gatehouse.session.SshSession.Command;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.session.SshSession.FromTimer;
import gatehouse.terminal.Key;
import gatehouse.terminal.TerminalReset;
import java.nio.charset.StandardCharsets;

/** The last line is on screen; the connection is being closed. */
final class Leaving extends SessionState {

  private Leaving(Desk desk) {
    super(desk);
  }

  /** Leaves the terminal as it was before, says goodbye in one line, and hangs up with status 0. */
  static SessionState enter(Desk desk, String goodbye) {
    desk.stopIdleTimer();
    desk.draw(TerminalReset.bytes(desk.line().term()));
    desk.draw((goodbye + "\r\n").getBytes(StandardCharsets.UTF_8));
    desk.line().hangUp(0);
    desk.startGoodbyeTimer();
    return new Leaving(desk);
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case SshSession.Typed(var bytes) -> {
        desk.line().consumed(bytes.length());
        yield this;
      }
      case SshSession.Resized resized -> this;
      case SshSession.HungUp gone -> Behaviors.stopped();
      case FromBackend late -> this;
      case SshSession.GoodbyeTimedOut due -> Behaviors.stopped();
      case FromTimer stale -> this;
      case SshSession.FromLink late -> this;
      case SshSession.FromSpectator late -> this;
      case SshSession.FromQueue late -> this;
      case SshSession.ClosingDown again -> this;
    };
  }

  @Override
  SessionState onKey(Key key) {
    return this;
  }
}
