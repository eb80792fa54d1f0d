package gatehouse.game.grpc;

import akka.util.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import gatehouse.game.Games.Ending;
import gatehouse.wire.game.Ended;
import gatehouse.wire.game.Ended.Reason;
import gatehouse.wire.game.Notice;
import gatehouse.wire.game.Output;
import gatehouse.wire.game.Repaint;

/** What a game tells a terminal, as it goes over the wire; bytes are passed on without a copy. */
final class Outputs {

  private Outputs() {}

  static Output output(long offset, ByteString bytes) {
    return Output.newBuilder().setOffset(offset).setBytes(wrapped(bytes)).build();
  }

  static Repaint repaint(long offset, ByteString bytes) {
    return Repaint.newBuilder().setOffset(offset).setBytes(wrapped(bytes)).build();
  }

  static Notice notice(String text) {
    return Notice.newBuilder().setText(text).build();
  }

  static Ended ended(Ending ending, String text) {
    return Ended.newBuilder().setReason(toReason(ending)).setText(text).build();
  }

  private static Reason toReason(Ending ending) {
    return switch (ending) {
      case EXITED -> Reason.REASON_EXITED;
      case SAVED -> Reason.REASON_SAVED;
      case CRASHED -> Reason.REASON_CRASHED;
      case TAKEN_OVER -> Reason.REASON_TAKEN_OVER;
      case STOPPED -> Reason.REASON_STOPPED;
    };
  }

  private static com.google.protobuf.ByteString wrapped(ByteString bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.toArrayUnsafe());
  }
}
