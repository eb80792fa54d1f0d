package gatehouse.backend;

import akka.Done;
import akka.NotUsed;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import gatehouse.model.AccessToken;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.RequestId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** The Game Service as a gateway sees it. Stages and streams fail with {@link BackendFailure}. */
public interface Games {

  /** A game on offer; {@code missing} is empty if it can be played, else says what lacks. */
  record OfferedGame(GameId id, String name, String missing) {

    /** Whether it can be started. */
    public boolean playable() {
      return missing.isEmpty();
    }
  }

  /** How one of the caller's games stands. */
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
   * A game of the caller's that runs or waits.
   *
   * @param session of the running game; empty for one that only waits
   * @param progress how far the save has come that waits, or would be gone back to; one line for
   *     people, may be empty
   */
  record OwnGame(GameId id, Standing standing, Optional<SessionId> session, String progress) {

    /** Whether there is a process, that can be returned to. */
    public boolean runs() {
      return standing == Standing.RUNNING || standing == Standing.ATTACHED;
    }
  }

  /** What a player wants whose last game crashed, or whose save is damaged. */
  enum AfterCrash {
    /** Nothing was said: recover what crashed, but decide nothing about a damaged save. */
    CONTINUE,
    /** Recover the game, or go back to the last good save. */
    RECOVER,
    /** Begin a new game. */
    START_ANEW
  }

  /** What a game is opened with: the terminal, and what to do about a crash. */
  record Wanted(TerminalSize size, String term, AfterCrash afterCrash) {}

  /**
   * All games of the caller's.
   *
   * @param lastPlayed the game that was started last
   * @param lastSaved the game whose save is the newest
   */
  record OwnGames(List<OwnGame> games, Optional<GameId> lastPlayed, Optional<GameId> lastSaved) {

    /** Of somebody who has not played yet. */
    public static final OwnGames NONE = new OwnGames(List.of(), Optional.empty(), Optional.empty());

    public OwnGames {
      games = List.copyOf(games);
    }
  }

  /**
   * A game that runs and may be watched.
   *
   * @param shortName for narrow columns, such as {@code NH36}
   * @param active when it last wrote
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
      int watchers,
      boolean recovered) {}

  /** What opening a session did. */
  enum How {
    STARTED,
    RESUMED,
    /** After a crash, by the game's own means or from its last save. */
    RECOVERED,
    RETURNED
  }

  /** An opened session: what {@link #play} needs, once; the game runs under {@code term}. */
  record Seat(SessionId session, How how, Ticket ticket, ServiceAddress address, String term) {}

  /** Leave for one viewer to watch: what {@link #watch} needs, once. */
  record Admission(SessionId session, Ticket ticket, ServiceAddress address) {}

  /** What a person's terminal tells a game. */
  sealed interface ToGame {}

  /** Keys, numbered from 1 in each attachment. */
  record Keys(long number, ByteString keys) implements ToGame {}

  /** The terminal's new size. */
  record Resize(TerminalSize size) implements ToGame {}

  /** What a game tells a person's terminal. */
  sealed interface FromGame {}

  /** Bytes the game wrote; {@code offset} is that of the first. */
  record Output(long offset, ByteString bytes) implements FromGame, FromWatched {}

  /** Brings any terminal to the exact screen that is true at {@code offset}. */
  record Repaint(long offset, ByteString bytes) implements FromGame {}

  /** One line for the person. */
  record Notice(String text) implements FromGame {}

  /** The last thing told: this attachment, or the watched game, is over. */
  record Ended(Ending ending, String text) implements FromGame, FromWatched {}

  /** Why an attachment is over. */
  enum Ending {
    EXITED,
    SAVED,
    CRASHED,
    TAKEN_OVER,
    STOPPED
  }

  /** What a gateway tells of its viewers of one game. */
  sealed interface OfViewers {}

  /** One more, who was admitted. */
  record Enter(SessionId session, Ticket ticket) implements OfViewers {}

  /** One less. */
  record Leave(Ticket ticket) implements OfViewers {}

  /** What a watched game tells. */
  sealed interface FromWatched {}

  /** The whole screen at {@code offset}: {@code repaint} brings a blank one of this size to it. */
  record Keyframe(long offset, TerminalSize size, ByteString repaint) implements FromWatched {}

  /** This viewer may no longer watch; one line for people. */
  record Expelled(Ticket ticket, String text) implements FromWatched {}

  /** The catalogue now, and again whenever it changes. */
  Source<List<OfferedGame>, NotUsed> catalogue();

  /** The caller's games now, and again whenever one changes. */
  Source<OwnGames, NotUsed> mine(AccessToken token);

  /** All games that may be watched now, and again, at most once a second, when that changes. */
  Source<List<LiveGame>, NotUsed> live();

  /** Starts the game, resumes its save or returns to it, and gives a seat at it. */
  CompletionStage<Seat> open(AccessToken token, RequestId request, GameId game, Wanted wanted);

  /** Ends the caller's running game by its stop sequence; completes when it is over. */
  CompletionStage<Done> end(AccessToken token, RequestId request, GameId game);

  /**
   * Takes the seat. Emits {@link Ended} last when the game is over; ending otherwise, or failing,
   * leaves the game running.
   *
   * @param shown the offset after the last byte shown; empty asks for a repaint
   */
  Source<FromGame, NotUsed> play(
      Seat seat, TerminalSize size, OptionalLong shown, Source<ToGame, NotUsed> input);

  /** Asks for leave for one viewer, who is anonymous without a token. */
  CompletionStage<Admission> join(
      Optional<AccessToken> token, RequestId request, SessionId session);

  /**
   * Watches a game for all viewers of this gateway. Emits a {@link Keyframe} first, and again when
   * output was left out or the size changed; {@link Ended} last when the game is over. A slow
   * reader misses output and never slows the game.
   *
   * @param viewers must begin with an {@link Enter}; when it ends, all of them have left
   */
  Source<FromWatched, NotUsed> watch(ServiceAddress address, Source<OfViewers, NotUsed> viewers);
}
