package gatehouse.game.grpc;

import akka.util.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import gatehouse.game.Games;
import gatehouse.game.Games.FromWatched;
import gatehouse.game.Games.OfViewers;
import gatehouse.model.SessionId;
import gatehouse.model.Ticket;
import gatehouse.terminal.TerminalSize;
import gatehouse.wire.game.Enter;
import gatehouse.wire.game.Expelled;
import gatehouse.wire.game.Keyframe;
import gatehouse.wire.game.WatchInput;
import gatehouse.wire.game.WatchOutput;

/** The messages of {@code Terminal.Watch} as {@link Games} knows them, and back. */
final class WatchMessages {

  private WatchMessages() {}

  static OfViewers ofViewers(SessionId session, WatchInput input) {
    return switch (input.getWhatCase()) {
      case ENTER -> new Games.Enter(enter(session, input.getEnter()));
      case LEAVE -> new Games.Leave(Fields.ticket(input.getLeave().getTicket()));
      case WHAT_NOT_SET -> throw Fields.invalid("what", "must be set");
    };
  }

  private static Ticket enter(SessionId session, Enter enter) {
    if (!enter.getSessionId().equals(session.value())) {
      throw Fields.invalid("session_id", "must be the same in all messages of a stream");
    }
    return Fields.ticket(enter.getTicket());
  }

  static WatchOutput output(FromWatched told) {
    var output = WatchOutput.newBuilder();
    return switch (told) {
      case Games.Keyframe(long offset, TerminalSize size, ByteString repaint) ->
          output
              .setKeyframe(
                  Keyframe.newBuilder()
                      .setOffset(offset)
                      .setColumns(size.columns())
                      .setRows(size.rows())
                      .setRepaint(UnsafeByteOperations.unsafeWrap(repaint.asByteBuffer())))
              .build();
      case Games.Output(long offset, ByteString bytes) ->
          output.setOutput(Outputs.output(offset, bytes)).build();
      case Games.Expelled(Ticket ticket, String text) ->
          output.setExpelled(Expelled.newBuilder().setTicket(ticket.value()).setText(text)).build();
      case Games.Ended(Games.Ending ending, String text) ->
          output.setEnded(Outputs.ended(ending, text)).build();
    };
  }
}
