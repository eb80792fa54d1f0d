package gatehouse.game;

import akka.Done;
import akka.NotUsed;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import gatehouse.model.CborSerializable;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * The Game Service in its own terms. Refusals are values; a stage or stream that fails says that
 * the service could not answer in time, or has a bug.
 *
 * <p>May be called from any thread.
 */
public interface Games {

  /** A game on offer; {@code missing} is empty if it can be played, else says what lacks. */
  record Offer(GameId id, String name, String missing) {}

  /** How one of a player's games stands. */
  enum Standing {
    /** It runs, and no terminal is attached. */
    RUNNING,
    /** It runs, and a terminal is attached. */
    ATTACHED,
    /** A save waits. */
    SAVED,
    /** It crashed, and can be recovered, in part at least. */
    CRASHED,
    /** A save waits that is damaged. */
    DAMAGED
  }

  /**
   * A game that runs, in the session given, or waits.
   *
   * @param progress how far the save has come that waits, or would be gone back to; one line for
   *     people, may be empty
   */
  record OwnGame(GameId id, Standing standing, Optional<SessionId> session, String progress) {}

  /** What a player wants whose last game crashed, or whose save is damaged. */
  enum AfterCrash {
    /** Nothing was said: recover what crashed, but decide nothing about a damaged save. */
    CONTINUE,
    /** Recover the game, or go back to the last good save. */
    RECOVER,
    /** Begin a new game. */
    START_ANEW
  }

  /**
   * One of a player's saves.
   *
   * @param epoch tells it from the others of this player and game
   * @param size in bytes
   * @param sha256 of its content, 64 hexadecimal digits
   * @param version of the game that made it; may be empty
   * @param programSha256 of the program that made it; may be empty
   * @param turn how far it has come, in the game's own words; may be empty, as may the level
   * @param current whether it is the one that waits
   */
  record OwnSave(
      long epoch,
      Instant at,
      long size,
      String sha256,
      String version,
      String programSha256,
      String turn,
      String level,
      boolean current) {}

  /** The answer to {@link #restore}. */
  sealed interface Restoring extends CborSerializable {}

  /** The save waits now. */
  record Restored() implements Restoring {}

  /** It cannot be put back as things stand; one line for people. */
  record CannotRestore(String line) implements Restoring {}

  /**
   * All games of a player.
   *
   * @param lastPlayed the game that was started last
   * @param lastSaved the game whose save is the newest
   */
  record OwnGames(List<OwnGame> games, Optional<GameId> lastPlayed, Optional<GameId> lastSaved) {

    public OwnGames {
      games = List.copyOf(games);
    }
  }

  /**
   * A game that runs.
   *
   * @param shortName for narrow columns, such as {@code NH36}
   * @param active when it last wrote
   * @param attached whether its player is
   * @param recovered whether it goes on after a crash, for all to know
   */
  record LiveGame(
      SessionId session,
      PlayerName player,
      GameId game,
      String shortName,
      TerminalSize size,
      Instant started,
      Instant active,
      boolean attached,
      int watchers,
      boolean recovered)
      implements CborSerializable {}

  /** What opening did. */
  enum How {
    STARTED,
    RESUMED,
    /** After a crash, by the game's own means or from its last save. */
    RECOVERED,
    RETURNED
  }

  /** The answer to {@link #open}. */
  sealed interface Opening extends CborSerializable {}

  /**
   * The game runs under {@code term}; the ticket admits one attachment, and {@code address} is
   * where to use it.
   */
  record Opened(SessionId session, How how, Ticket ticket, ServiceAddress address, String term)
      implements Opening {}

  /** The catalogue has no such game. */
  record NoSuchGame() implements Opening {}

  /** It cannot be played as things stand; one line for people. */
  record CannotOpen(String line) implements Opening {}

  /** Another try, soon, may succeed; one line for people. */
  record TryAgain(String line) implements Opening {}

  /** The answer to {@link #join}. */
  sealed interface Joining extends CborSerializable {}

  /** The ticket lets one viewer enter, at {@code address}. */
  record Joined(Ticket ticket, ServiceAddress address) implements Joining {}

  /** No such session runs. */
  record NothingToWatch() implements Joining {}

  /** It has as many viewers as it may have; one line for people. */
  record TooMany(String line) implements Joining {}

  /** The answer to {@link #attach}. */
  sealed interface Attaching {}

  /**
   * The terminal's place at the game, to be run once. The stream emits {@link Ended} last when this
   * attachment is over for a reason of the game's; input that ends detaches.
   */
  record Attached(Flow<ToGame, FromGame, NotUsed> tunnel) implements Attaching {}

  /** The ticket is unknown, used or expired, or the session is not here. */
  record NotAdmitted() implements Attaching {}

  /** The game is on its way out; one line for people. */
  record NotNow(String line) implements Attaching {}

  /** The answer to {@link #watch}. */
  sealed interface Watching {}

  /**
   * A watcher's place at the game, to be run once; emits {@link Ended} last if the game is over.
   */
  record Watched(Flow<OfViewers, FromWatched, NotUsed> tunnel) implements Watching {}

  /** The ticket is unknown, used or expired, or the session is not here. */
  record NotLetIn() implements Watching {}

  /** What a watcher tells of its viewers. */
  sealed interface OfViewers {}

  /** One more; whose ticket is not good is {@link Expelled}. */
  record Enter(Ticket ticket) implements OfViewers {}

  /** One less. */
  record Leave(Ticket ticket) implements OfViewers {}

  /** What a game tells a watcher. */
  sealed interface FromWatched {}

  /** The whole screen at {@code offset}: {@code repaint} brings a blank one of this size to it. */
  record Keyframe(long offset, TerminalSize size, ByteString repaint) implements FromWatched {}

  /** This viewer may no longer watch; one line for people. */
  record Expelled(Ticket ticket, String text) implements FromWatched {}

  /** What a person's terminal tells a game. */
  sealed interface ToGame {}

  /** Keys, numbered 1, 2, 3… in each attachment; anything else fails the attachment. */
  record Keys(long number, ByteString keys) implements ToGame {}

  /** The terminal's new size. */
  record Resize(TerminalSize size) implements ToGame {}

  /** What a game tells a person's terminal. */
  sealed interface FromGame {}

  /** Bytes the game wrote; {@code offset} counts all it has written before them. */
  record Output(long offset, ByteString bytes) implements FromGame, FromWatched {}

  /** Brings any terminal to the exact screen that is true at {@code offset}. */
  record Repaint(long offset, ByteString bytes) implements FromGame {}

  /** One line for the person. */
  record Notice(String text) implements FromGame {}

  /** The last thing told; {@code text} is one line for people, empty if all is said. */
  record Ended(Ending ending, String text) implements FromGame, FromWatched {}

  /** Why an attachment, or a game, is over. */
  enum Ending {
    EXITED,
    SAVED,
    CRASHED,
    TAKEN_OVER,
    STOPPED
  }

  /** The games on offer now, and again whenever that changes. */
  Source<List<Offer>, NotUsed> catalogue();

  /** The player's games that run or have a save now, and again whenever one changes. */
  Source<OwnGames, NotUsed> mine(PlayerName player);

  /** All games that run anywhere now, and again, at most once a second, when that changes. */
  Source<List<LiveGame>, NotUsed> live();

  /** What is asked for by {@link #open}: the terminal, and what to do about a crash. */
  record Wanted(TerminalSize size, String term, AfterCrash afterCrash) {}

  /**
   * Starts the game, resumes its save or returns to it, whichever applies. Repeating a request
   * changes nothing more.
   */
  CompletionStage<Opening> open(RequestId request, PlayerName player, GameId game, Wanted wanted);

  /** Whether the catalogue has the game. */
  boolean has(GameId game);

  /** The player's saves of the game, newest first. */
  CompletionStage<List<OwnSave>> saves(PlayerName player, GameId game);

  /**
   * Puts back a save that was taken up before, on behalf of an operator; the game must not run.
   *
   * @param operator who does it, for the record
   * @param epoch of the save
   */
  CompletionStage<Restoring> restore(
      RequestId request, String operator, PlayerName player, GameId game, long epoch);

  /** Ends the player's running game by its stop sequence; completes when it is over. */
  CompletionStage<Done> end(RequestId request, PlayerName player, GameId game);

  /**
   * Takes a place at a game that runs on this node; the person who had it before is told {@link
   * Ending#TAKEN_OVER}.
   *
   * @param shown the offset after the last byte the terminal shows; empty asks for a repaint
   */
  CompletionStage<Attaching> attach(
      SessionId session, Ticket ticket, TerminalSize size, OptionalLong shown);

  /** Admits one viewer to a game, wherever it runs. */
  CompletionStage<Joining> join(SessionId session);

  /**
   * Watches a game that runs on this node, for any number of viewers; {@code ticket} is the first
   * one's.
   */
  CompletionStage<Watching> watch(SessionId session, Ticket ticket);

  /** How long a tunnel may take to say where it wants to attach. */
  Duration attachTimeout();
}
