package gatehouse.game.grpc;

import static gatehouse.rpc.Refusal.Kind.INVALID_ARGUMENT;
import static gatehouse.rpc.Refusal.Kind.PERMISSION_DENIED;
import static gatehouse.rpc.Refusal.Kind.UNAVAILABLE;

import akka.NotUsed;
import akka.japi.Pair;
import akka.stream.InitialTimeoutException;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import gatehouse.game.Games;
import gatehouse.game.Games.Attached;
import gatehouse.game.Games.Attaching;
import gatehouse.game.Games.FromGame;
import gatehouse.game.Games.NotAdmitted;
import gatehouse.game.Games.NotLetIn;
import gatehouse.game.Games.NotNow;
import gatehouse.game.Games.ToGame;
import gatehouse.game.Games.Watched;
import gatehouse.game.Games.Watching;
import gatehouse.game.MisnumberedKeys;
import gatehouse.rpc.Refusal;
import gatehouse.wire.game.Attach;
import gatehouse.wire.game.Keys;
import gatehouse.wire.game.PlayInput;
import gatehouse.wire.game.PlayOutput;
import gatehouse.wire.game.Terminal;
import gatehouse.wire.game.WatchInput;
import gatehouse.wire.game.WatchOutput;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Speaks {@code terminal.proto} on one side and {@link Games} on the other.
 *
 * <pre>
 *   in ──▶ patience ──▶ first ─┬─ Attach ──▶ Games.attach
 *                              │                │
 *                              └─ the rest ──▶ toGame ──▶ tunnel ──▶ toOutput ──▶ out
 * </pre>
 */
final class TerminalGrpcService implements Terminal {

  private static final int LONGEST_KEYS = 64 * 1024;

  private final Games games;

  TerminalGrpcService(Games games) {
    this.games = games;
  }

  @Override
  public Source<PlayOutput, NotUsed> play(Source<PlayInput, NotUsed> in) {
    return in.initialTimeout(games.attachTimeout())
        .prefixAndTail(1)
        .flatMapConcat(this::attach)
        .mapError(InitialTimeoutException.class, late -> attachFirst())
        .mapError(
            MisnumberedKeys.class,
            wrong -> new Refusal(INVALID_ARGUMENT, String.valueOf(wrong.getMessage())));
  }

  @Override
  public Source<WatchOutput, NotUsed> watch(Source<WatchInput, NotUsed> in) {
    return in.initialTimeout(games.attachTimeout())
        .prefixAndTail(1)
        .flatMapConcat(this::watch)
        .mapError(InitialTimeoutException.class, late -> enterFirst());
  }

  private Source<WatchOutput, NotUsed> watch(
      Pair<List<WatchInput>, Source<WatchInput, NotUsed>> parts) {
    if (parts.first().isEmpty() || !parts.first().getFirst().hasEnter()) {
      return Source.failed(enterFirst());
    }
    var enter = parts.first().getFirst().getEnter();
    var session = Fields.sessionId(enter.getSessionId());
    var tunnel =
        games
            .watch(session, Fields.ticket(enter.getTicket()))
            .thenApply(TerminalGrpcService::tunnelOf);
    return parts
        .second()
        .map(input -> WatchMessages.ofViewers(session, input))
        .via(Flow.completionStageFlow(tunnel))
        .map(WatchMessages::output);
  }

  private static Flow<Games.OfViewers, Games.FromWatched, NotUsed> tunnelOf(Watching watching) {
    return switch (watching) {
      case Watched(Flow<Games.OfViewers, Games.FromWatched, NotUsed> tunnel) -> tunnel;
      case NotLetIn() ->
          throw new Refusal(PERMISSION_DENIED, "The ticket is unknown, used or expired.");
    };
  }

  private static Refusal enterFirst() {
    return new Refusal(INVALID_ARGUMENT, "enter: must come first, and soon");
  }

  private Source<PlayOutput, NotUsed> attach(
      Pair<List<PlayInput>, Source<PlayInput, NotUsed>> parts) {
    if (parts.first().isEmpty() || !parts.first().getFirst().hasAttach()) {
      return Source.failed(attachFirst());
    }
    var tunnel =
        attach(parts.first().getFirst().getAttach()).thenApply(TerminalGrpcService::tunnelOf);
    return parts
        .second()
        .map(TerminalGrpcService::toGame)
        .via(Flow.completionStageFlow(tunnel))
        .map(TerminalGrpcService::toOutput);
  }

  private CompletionStage<Attaching> attach(Attach attach) {
    return games.attach(
        Fields.sessionId(attach.getSessionId()),
        Fields.ticket(attach.getTicket()),
        Fields.size(attach.getColumns(), attach.getRows()),
        attach.hasShown() ? OptionalLong.of(attach.getShown()) : OptionalLong.empty());
  }

  private static Flow<ToGame, FromGame, NotUsed> tunnelOf(Attaching attaching) {
    return switch (attaching) {
      case Attached(Flow<ToGame, FromGame, NotUsed> tunnel) -> tunnel;
      case NotAdmitted() ->
          throw new Refusal(PERMISSION_DENIED, "The ticket is unknown, used or expired.");
      case NotNow(String line) -> throw new Refusal(UNAVAILABLE, line);
    };
  }

  private static Refusal attachFirst() {
    return new Refusal(INVALID_ARGUMENT, "attach: must come first, and soon");
  }

  private static ToGame toGame(PlayInput input) {
    return switch (input.getWhatCase()) {
      case KEYS -> toKeys(input.getKeys());
      case RESIZE ->
          new Games.Resize(
              Fields.size(input.getResize().getColumns(), input.getResize().getRows()));
      case ATTACH -> throw Fields.invalid("attach", "only the first message may be one");
      case WHAT_NOT_SET -> throw Fields.invalid("what", "must be set");
    };
  }

  private static ToGame toKeys(Keys keys) {
    if (keys.getKeys().size() > LONGEST_KEYS) {
      throw Fields.invalid("keys", "at most " + LONGEST_KEYS + " bytes");
    }
    return new Games.Keys(
        keys.getNumber(), ByteString.fromArrayUnsafe(keys.getKeys().toByteArray()));
  }

  private static PlayOutput toOutput(FromGame news) {
    var output = PlayOutput.newBuilder();
    return switch (news) {
      case Games.Output(long offset, ByteString bytes) ->
          output.setOutput(Outputs.output(offset, bytes)).build();
      case Games.Repaint(long offset, ByteString bytes) ->
          output.setRepaint(Outputs.repaint(offset, bytes)).build();
      case Games.Notice(String text) -> output.setNotice(Outputs.notice(text)).build();
      case Games.Ended(Games.Ending ending, String text) ->
          output.setEnded(Outputs.ended(ending, text)).build();
    };
  }
}
