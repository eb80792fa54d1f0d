package gatehouse.backend;

import akka.Done;
import akka.NotUsed;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import gatehouse.model.AccessToken;
import gatehouse.model.GameId;
import gatehouse.model.RequestId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import java.util.List;
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
    RUNNING,
    SAVED
  }

  /** A game of the caller's that runs or has a save. */
  record OwnGame(GameId id, Standing standing) {}

  /** What opening a session did. */
  enum How {
    STARTED,
    RESUMED,
    RETURNED
  }

  /** An opened session: what {@link #play} needs, once. */
  record Seat(SessionId session, How how, Ticket ticket, ServiceAddress address) {}

  /** What a person's terminal tells a game. */
  sealed interface ToGame {}

  /** Keys, numbered from 1 in each attachment. */
  record Keys(long number, ByteString keys) implements ToGame {}

  /** The terminal's new size. */
  record Resize(TerminalSize size) implements ToGame {}

  /** What a game tells a person's terminal. */
  sealed interface FromGame {}

  /** Bytes the game wrote; {@code offset} is that of the first. */
  record Output(long offset, ByteString bytes) implements FromGame {}

  /** Brings any terminal to the exact screen that is true at {@code offset}. */
  record Repaint(long offset, ByteString bytes) implements FromGame {}

  /** One line for the person. */
  record Notice(String text) implements FromGame {}

  /** The last thing told: this attachment is over. */
  record Ended(Ending ending, String text) implements FromGame {}

  /** Why an attachment is over. */
  enum Ending {
    EXITED,
    SAVED,
    CRASHED,
    TAKEN_OVER,
    STOPPED
  }

  /** The catalogue now, and again whenever it changes. */
  Source<List<OfferedGame>, NotUsed> catalogue();

  /** The caller's games now, and again whenever one changes. */
  Source<List<OwnGame>, NotUsed> mine(AccessToken token);

  /** Starts the game, resumes its save or returns to it, and gives a seat at it. */
  CompletionStage<Seat> open(
      AccessToken token, RequestId request, GameId game, TerminalSize size, String term);

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
}
