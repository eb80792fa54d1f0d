package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import gatehouse.game.Games.AfterCrash;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.saves.Save;
import gatehouse.model.CborSerializable;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.SessionId;
import gatehouse.terminal.TerminalSize;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * One player's sessions at one game, ever: decides that there is at most one process at a time, on
 * which node, and which save it may take up.
 *
 * <pre>
 *                     ┌──────── StartFailed, SaveFoundDamaged ─────────┐
 *                     ▼                                                │
 *   Idle, Saved, Damaged, Over, Lost ── StartBegun ──▶ Starting ── GameStarted ──▶ Running
 *           ▲         ▲                                    │                        │    │
 *           │         └── GameSaved, GameEnded ────────────┴────────────────────────┘ StopBegun
 *           │         └── GameSaved, GameEnded ───────────────────────────────────── Saving
 *           └── SessionLost: the process is gone, and nobody said how it ended
 * </pre>
 *
 * <p>What it decided is stored before a process starts. It holds no process and no ticket: the
 * {@link GameHost} of the node has those, and answers the person itself. Each run has an epoch, one
 * higher than the last, and files of its own; a save becomes the current one by the event {@code
 * GameSaved} and is taken up by the event {@code StartBegun}, once.
 */
final class GameSession {

  static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "GameSession");

  sealed interface Command extends CborSerializable {}

  /** Admits the player, starting the game unless it runs. */
  record Open(
      RequestId request,
      PlayerName player,
      TerminalSize size,
      String term,
      AfterCrash afterCrash,
      ActorRef<Games.Opening> replyTo)
      implements Command {}

  /** Ends the game if it runs. */
  record End(RequestId request, ActorRef<GameEnded> replyTo) implements Command {}

  /** No process runs any more. */
  record GameEnded() implements CborSerializable {}

  /** Tells what is kept. */
  record ListSaves(ActorRef<SavesListed> replyTo) implements Command {}

  /** The saves, newest first, and the epoch of the one that waits; 0 if none does. */
  record SavesListed(List<Save> saves, long current) implements CborSerializable {}

  /** Puts back the save of an epoch, if no process runs. */
  record Restore(RequestId request, String operator, long epoch, ActorRef<Games.Restoring> replyTo)
      implements Command {}

  /** The files of this run are still there though no process of it lives. */
  record LookAfter(long epoch) implements Command {}

  /** From the running game, or its host. */
  sealed interface FromGame extends Command {
    SessionId session();
  }

  /** The process runs. */
  record Started(SessionId session, How how) implements FromGame {}

  /**
   * No process was started, and none will be.
   *
   * @param damaged the epoch of the save that is to blame; 0 if none is
   */
  record NotStarted(SessionId session, long damaged) implements FromGame {

    NotStarted(SessionId session) {
      this(session, 0);
    }
  }

  /** The stop sequence has begun. */
  record SavingBegun(SessionId session) implements FromGame {}

  /** The process has ended, and what it left is stored. */
  record GameOver(
      SessionId session,
      Ending ending,
      ProcessEnd end,
      Optional<Save> save,
      ActorRef<Recorded> replyTo)
      implements FromGame {}

  /** The end of a game is stored. */
  record Recorded(SessionId session) implements CborSerializable {}

  /** The host that should have the process has not. */
  record Vanished(SessionId session, Optional<Open> open) implements FromGame {}

  /** What a run was found to have left of which nobody saw the end. */
  enum Find {
    SAVE,
    RECORD,
    NOTHING,
    NEVER_BEGAN,
    UNKNOWN
  }

  /** From the look for what a vanished process may have left. */
  record Collected(SessionId session, Find find, Optional<Save> save, Optional<Open> open)
      implements FromGame {

    static Collected of(SessionId session, Shelf.Remains left, Optional<Open> open) {
      return switch (left) {
        case Shelf.LeftSave(Save save) ->
            new Collected(session, Find.SAVE, Optional.of(save), open);
        case Shelf.LeftRecord() -> new Collected(session, Find.RECORD, Optional.empty(), open);
        case Shelf.LeftNothing() -> new Collected(session, Find.NOTHING, Optional.empty(), open);
        case Shelf.NeverBegan() -> new Collected(session, Find.NEVER_BEGAN, Optional.empty(), open);
      };
    }
  }

  private GameSession() {}

  static Behavior<Command> create(GameSessionId id, Hosts hosts, Shelf shelf, Clock clock) {
    return Behaviors.setup(context -> new SessionEntity(id, hosts, shelf, clock, context));
  }
}
