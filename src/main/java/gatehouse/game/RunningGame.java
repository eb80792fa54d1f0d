package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.RecipientRef;
import akka.actor.typed.javadsl.Behaviors;
import akka.util.ByteString;
import gatehouse.game.GameSession.Open;
import gatehouse.game.Games.Attaching;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Joining;
import gatehouse.game.Games.Watching;
import gatehouse.game.pty.Ptys;
import gatehouse.game.pty.Ptys.Chunk;
import gatehouse.game.pty.Ptys.End;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.Survey;
import gatehouse.model.GameId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import java.time.Clock;
import java.util.OptionalLong;

/**
 * One process of a game, from its start to the last byte it wrote, and whoever is attached to it.
 *
 * <pre>
 *   Launching ──▶ Detached ◀──▶ Attached
 *       │            │ grace over   │ asked
 *       │            └──▶ Stopping ◀┘
 *       │                    │ program ended (from Detached and Attached, too)
 *       ▼                    ▼
 *    stopped ◀─────────  Finishing
 * </pre>
 *
 * <p>An actor on the node that has the PTY, child of its {@link GameHost}. However it ends, the PTY
 * is hung up. Each state is a class of its own; this one holds the protocol. The bytes between PTY
 * and tunnels are {@link Console}'s.
 */
final class RunningGame {

  sealed interface Command {}

  /** From the host. */
  sealed interface FromHost extends Command {}

  /** Gives the player a ticket. */
  record Admit(Open open) implements FromHost {}

  /** Redeems a ticket; whoever is attached is told that they were taken over. */
  record Attach(Ticket ticket, TerminalSize size, OptionalLong shown, ActorRef<Attaching> replyTo)
      implements FromHost {}

  /** Ends the game by its stop sequence. */
  record Stop(StopCause cause) implements FromHost {}

  /** All games of this node were looked at. */
  record LookedAt(Survey survey) implements FromHost {}

  /** Whether its files take more room than they may. */
  record Measured(boolean overfull) implements Command {}

  /** From viewers, through the host. */
  sealed interface ForViewers extends FromHost {}

  /** Gives a viewer a ticket. */
  record Join(ActorRef<Joining> replyTo) implements ForViewers {}

  /** Lets in a watcher, whose first viewer has this ticket. */
  record Watch(Ticket ticket, ActorRef<Watching> replyTo) implements ForViewers {}

  /** Answers when the game is over. */
  record TellWhenOver(ActorRef<GameSession.GameEnded> replyTo) implements FromHost {}

  /** From making ready and starting the program. */
  sealed interface FromLaunch extends Command {}

  record Launched(PtyId pty, How how, String term) implements FromLaunch {}

  record LaunchFailed(Throwable why) implements FromLaunch {}

  /**
   * From the PTY's output stream; a chunk is asked for by the acknowledgement of the one before.
   */
  sealed interface FromPty extends Command {}

  record OutputOpened(ActorRef<Acknowledged> replyTo) implements FromPty {}

  record Wrote(Chunk chunk, ActorRef<Acknowledged> replyTo) implements FromPty {}

  record OutputClosed() implements FromPty {}

  record OutputFailed(Throwable why) implements FromPty {}

  /** The PTY took, or failed to take, keys. */
  record KeysTaken(boolean taken) implements FromPty {}

  /** From a tunnel, perhaps one that is no longer the attached one. */
  sealed interface FromTunnel extends Command {
    AttachmentId attachment();
  }

  record TunnelOpened(AttachmentId attachment, ActorRef<ToTunnel> tunnel) implements FromTunnel {}

  /** The tunnel took what it was given and can take more. */
  record Shown(AttachmentId attachment) implements FromTunnel {}

  /** Input will come once this is acknowledged. */
  record InputOpened(AttachmentId attachment, ActorRef<Acknowledged> replyTo)
      implements FromTunnel {}

  record Typed(AttachmentId attachment, ByteString keys, ActorRef<Acknowledged> replyTo)
      implements FromTunnel {}

  record Resized(AttachmentId attachment, TerminalSize size, ActorRef<Acknowledged> replyTo)
      implements FromTunnel {}

  /** The notice on this terminal has been there for a while longer. */
  record NoticeDue(AttachmentId attachment) implements FromTunnel {}

  record TunnelClosed(AttachmentId attachment) implements FromTunnel {}

  /** The tunnel has not taken what it was given for too long. */
  record TunnelStalled(AttachmentId attachment) implements FromTunnel {}

  /** From a watcher. */
  sealed interface FromWatcher extends Command {
    WatcherId watcher();
  }

  record WatcherOpened(WatcherId watcher, ActorRef<ToWatcher> opened) implements FromWatcher {}

  /** The watcher took what it was given and can take more. */
  record WatcherReady(WatcherId watcher) implements FromWatcher {}

  /** News of viewers will come once this is acknowledged. */
  record ViewersOpened(WatcherId watcher, ActorRef<Acknowledged> replyTo) implements FromWatcher {}

  record OfViewers(WatcherId watcher, Games.OfViewers news, ActorRef<Acknowledged> replyTo)
      implements FromWatcher {}

  record WatcherClosed(WatcherId watcher) implements FromWatcher {}

  /** The watcher has not taken what it was given for too long. */
  record WatcherStalled(WatcherId watcher) implements FromWatcher {}

  /** The program has ended. */
  record ProgramEnded(End end) implements Command {}

  record ExitUnknown(Throwable why) implements Command {}

  /** Nobody was attached for too long. */
  record GraceOver() implements Command {}

  /** From ending the game. */
  sealed interface FromStopping extends Command {}

  record StepOver() implements FromStopping {}

  record StepTaken(boolean taken) implements FromStopping {}

  /** From closing the books. */
  sealed interface FromFinishing extends Command {}

  /** What it has left is stored. */
  record RemainsFound(Shelf.Remains left) implements FromFinishing {}

  /** What it has left cannot be stored; it stays where it is. */
  record RemainsUnknown(Throwable why) implements FromFinishing {}

  record LastOutputOverdue() implements FromFinishing {}

  record EndRecorded() implements FromFinishing {}

  record RecordOverdue() implements FromFinishing {}

  record TicketsOverdue() implements FromFinishing {}

  /** The host has forgotten this game, and sends it nothing more. */
  record MayLeave() implements FromFinishing {}

  /** The next element may come. */
  record Acknowledged() {}

  /** What a tunnel's output end is told. */
  sealed interface ToTunnel {}

  record Show(Games.FromGame shown) implements ToTunnel {}

  /** Nothing comes after what was given before. */
  record Finish() implements ToTunnel {}

  /** It is over, whatever was given before. */
  record Cut() implements ToTunnel {}

  /** What a watcher is told. */
  sealed interface ToWatcher {}

  record Tell(Games.FromWatched shown) implements ToWatcher {}

  /** Nothing comes after what was given before. */
  record LastTold() implements ToWatcher {}

  /** It is over, whatever was given before. */
  record CutOff() implements ToWatcher {}

  /** One watcher of this game. */
  record WatcherId(long number) {}

  /** One attachment of a tunnel to this game; later ones have higher numbers. */
  record AttachmentId(long number) {}

  /**
   * What it is to run, and whom it tells.
   *
   * @param open the request that started it
   */
  record Assignment(
      SessionId session,
      GameId game,
      Beginning beginning,
      Open open,
      ServiceAddress address,
      RecipientRef<GameSession.Command> entity,
      ActorRef<GameHost.Command> host) {}

  /** What all games of a node run with. */
  record Tools(Ptys ptys, Shelf shelf, Room room, Clock clock, RunningGameSettings settings) {

    /** What one game keeps to its end: the catalogue of its start. */
    Tools pinned() {
      return new Tools(ptys, shelf.pinned(), room, clock, settings);
    }
  }

  private RunningGame() {}

  static Behavior<Command> create(Assignment assignment, Tools tools) {
    return Behaviors.setup(context -> {
      context.setLoggerName(RunningGame.class);
      return Behaviors.withTimers(
          timers -> Launching.enter(new GameDesk(context, timers, assignment, tools.pinned())));
    });
  }
}
