package gatehouse.backend.grpc;

import static gatehouse.backend.grpc.PlayMessages.bytes;
import static gatehouse.backend.grpc.PlayMessages.notUnderstood;

import gatehouse.backend.Games;
import gatehouse.backend.Games.Admission;
import gatehouse.backend.Games.FromWatched;
import gatehouse.backend.Games.LiveGame;
import gatehouse.backend.Games.OfViewers;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import gatehouse.model.ServiceAddress;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import gatehouse.wire.game.Enter;
import gatehouse.wire.game.JoinReply;
import gatehouse.wire.game.Keyframe;
import gatehouse.wire.game.Leave;
import gatehouse.wire.game.LiveEntry;
import gatehouse.wire.game.LiveSnapshot;
import gatehouse.wire.game.WatchInput;
import gatehouse.wire.game.WatchOutput;
import java.time.Instant;
import java.util.List;

/** The Game Service's messages about watching as the port {@link Games} knows them, and back. */
final class WatchMessages {

  private WatchMessages() {}

  static List<LiveGame> live(LiveSnapshot snapshot) {
    return snapshot.getGamesList().stream().map(WatchMessages::live).toList();
  }

  private static LiveGame live(LiveEntry entry) {
    try {
      return new LiveGame(
          new SessionId(entry.getSessionId()),
          new PlayerName(entry.getPlayer()),
          new GameId(entry.getGameId()),
          entry.getShortName(),
          TerminalSize.sanitized(entry.getColumns(), entry.getRows()),
          Instant.ofEpochMilli(entry.getStarted()),
          Instant.ofEpochMilli(entry.getActive()),
          entry.getWatchers(),
          entry.getRecovered());
    } catch (IllegalArgumentException broken) {
      throw notUnderstood("a running game");
    }
  }

  static Admission admission(SessionId session, JoinReply reply) {
    return new Admission(
        session, new Ticket(reply.getTicket()), ServiceAddress.parse(reply.getAddress()));
  }

  static WatchInput ofViewers(OfViewers news) {
    return switch (news) {
      case Games.Enter(SessionId session, Ticket ticket) ->
          WatchInput.newBuilder()
              .setEnter(Enter.newBuilder().setSessionId(session.value()).setTicket(ticket.value()))
              .build();
      case Games.Leave(Ticket ticket) ->
          WatchInput.newBuilder().setLeave(Leave.newBuilder().setTicket(ticket.value())).build();
    };
  }

  static FromWatched fromWatched(WatchOutput message) {
    return switch (message.getWhatCase()) {
      case KEYFRAME -> keyframe(message.getKeyframe());
      case OUTPUT ->
          new Games.Output(message.getOutput().getOffset(), bytes(message.getOutput().getBytes()));
      case EXPELLED ->
          new Games.Expelled(
              new Ticket(message.getExpelled().getTicket()), message.getExpelled().getText());
      case ENDED -> PlayMessages.ended(message.getEnded());
      case WHAT_NOT_SET -> throw notUnderstood("a message of a watched game");
    };
  }

  private static Games.Keyframe keyframe(Keyframe keyframe) {
    return new Games.Keyframe(
        keyframe.getOffset(),
        TerminalSize.sanitized(keyframe.getColumns(), keyframe.getRows()),
        bytes(keyframe.getRepaint()));
  }
}
