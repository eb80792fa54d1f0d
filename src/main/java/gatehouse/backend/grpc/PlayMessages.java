package gatehouse.backend.grpc;

import akka.util.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import gatehouse.backend.BackendFailure;
import gatehouse.backend.Games;
import gatehouse.backend.Games.Ending;
import gatehouse.backend.Games.FromGame;
import gatehouse.backend.Games.OfferedGame;
import gatehouse.backend.Games.OwnGame;
import gatehouse.backend.Games.OwnGames;
import gatehouse.backend.Games.Seat;
import gatehouse.backend.Games.ToGame;
import gatehouse.model.GameId;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import gatehouse.wire.game.AfterCrash;
import gatehouse.wire.game.Attach;
import gatehouse.wire.game.CatalogueSnapshot;
import gatehouse.wire.game.Ended;
import gatehouse.wire.game.Keys;
import gatehouse.wire.game.MineSnapshot;
import gatehouse.wire.game.OpenReply;
import gatehouse.wire.game.OwnGameEntry;
import gatehouse.wire.game.PlayInput;
import gatehouse.wire.game.PlayOutput;
import gatehouse.wire.game.Resize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The Game Service's messages as the port {@link Games} knows them, and back. */
final class PlayMessages {

  private PlayMessages() {}

  static List<OfferedGame> offered(CatalogueSnapshot snapshot) {
    return snapshot.getEntriesList().stream()
        .map(entry ->
            new OfferedGame(new GameId(entry.getGameId()), entry.getName(), entry.getMissing()))
        .toList();
  }

  static OwnGames own(MineSnapshot snapshot) {
    var games =
        snapshot.getGamesList().stream()
            .map(entry ->
                new OwnGame(
                    new GameId(entry.getGameId()),
                    standing(entry.getState()),
                    present(entry.getSessionId(), SessionId::new),
                    entry.getProgress()))
            .toList();
    return new OwnGames(
        games,
        present(snapshot.getLastPlayed(), GameId::new),
        present(snapshot.getLastSaved(), GameId::new));
  }

  private static <T> Optional<T> present(String field, Function<String, T> value) {
    return field.isEmpty() ? Optional.empty() : Optional.of(value.apply(field));
  }

  private static Games.Standing standing(OwnGameEntry.State state) {
    return switch (state) {
      case STATE_RUNNING -> Games.Standing.RUNNING;
      case STATE_ATTACHED -> Games.Standing.ATTACHED;
      case STATE_SAVED -> Games.Standing.SAVED;
      case STATE_CRASHED -> Games.Standing.CRASHED;
      case STATE_DAMAGED -> Games.Standing.DAMAGED;
      case STATE_UNSPECIFIED, UNRECOGNIZED -> throw notUnderstood("a game's state");
    };
  }

  static AfterCrash afterCrash(Games.AfterCrash wanted) {
    return switch (wanted) {
      case CONTINUE -> AfterCrash.AFTER_CRASH_UNSPECIFIED;
      case RECOVER -> AfterCrash.AFTER_CRASH_RECOVER;
      case START_ANEW -> AfterCrash.AFTER_CRASH_START_ANEW;
    };
  }

  static Seat seat(OpenReply reply) {
    return new Seat(
        new SessionId(reply.getSessionId()),
        how(reply.getHow()),
        new Ticket(reply.getTicket()),
        ServiceAddress.parse(reply.getAddress()),
        reply.getTerm());
  }

  private static Games.How how(OpenReply.How how) {
    return switch (how) {
      case HOW_STARTED -> Games.How.STARTED;
      case HOW_RESUMED -> Games.How.RESUMED;
      case HOW_RETURNED -> Games.How.RETURNED;
      case HOW_RECOVERED -> Games.How.RECOVERED;
      case HOW_UNSPECIFIED, UNRECOGNIZED -> throw notUnderstood("how a game was opened");
    };
  }

  static PlayInput attach(Seat seat, TerminalSize size, OptionalLong shown) {
    var attach =
        Attach.newBuilder()
            .setSessionId(seat.session().value())
            .setTicket(seat.ticket().value())
            .setColumns(size.columns())
            .setRows(size.rows());
    shown.ifPresent(attach::setShown);
    return PlayInput.newBuilder().setAttach(attach).build();
  }

  static PlayInput input(ToGame message) {
    return switch (message) {
      case Games.Keys(long number, ByteString keys) ->
          PlayInput.newBuilder()
              .setKeys(
                  Keys.newBuilder()
                      .setNumber(number)
                      .setKeys(UnsafeByteOperations.unsafeWrap(keys.asByteBuffer())))
              .build();
      case Games.Resize(TerminalSize size) ->
          PlayInput.newBuilder()
              .setResize(Resize.newBuilder().setColumns(size.columns()).setRows(size.rows()))
              .build();
    };
  }

  static FromGame fromGame(PlayOutput message) {
    return switch (message.getWhatCase()) {
      case OUTPUT ->
          new Games.Output(message.getOutput().getOffset(), bytes(message.getOutput().getBytes()));
      case REPAINT ->
          new Games.Repaint(
              message.getRepaint().getOffset(), bytes(message.getRepaint().getBytes()));
      case NOTICE -> new Games.Notice(message.getNotice().getText());
      case ENDED -> ended(message.getEnded());
      case WHAT_NOT_SET -> throw notUnderstood("a message of the game's terminal");
    };
  }

  static Games.Ended ended(Ended ended) {
    return new Games.Ended(ending(ended), ended.getText());
  }

  private static Ending ending(Ended ended) {
    return switch (ended.getReason()) {
      case REASON_EXITED -> Ending.EXITED;
      case REASON_SAVED -> Ending.SAVED;
      case REASON_CRASHED -> Ending.CRASHED;
      case REASON_TAKEN_OVER -> Ending.TAKEN_OVER;
      case REASON_STOPPED -> Ending.STOPPED;
      case REASON_UNSPECIFIED, UNRECOGNIZED -> throw notUnderstood("why a game ended");
    };
  }

  static ByteString bytes(com.google.protobuf.ByteString bytes) {
    return ByteString.fromByteBuffer(bytes.asReadOnlyByteBuffer());
  }

  static BackendFailure notUnderstood(String what) {
    return new BackendFailure.Refused(
        BackendFailure.Refused.Reason.IMPOSSIBLE,
        "The game service speaks another version: " + what + " is not understood.");
  }
}
