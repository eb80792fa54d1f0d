package gatehouse;

import gatehouse.model.RequestId;
import gatehouse.wire.game.RestoreSaveReply;
import gatehouse.wire.game.RestoreSaveRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gatehouse admin restore-save}: puts back a save that was taken up before. */
@Command(
    name = "restore-save",
    description = {
      "Puts back a save of a player's game, which is taken up when they open it; stored with your name.",
      "Exit status: 0 done; 1 refused, such as while the game runs; 2 not reached."
    })
final class RestoreSave extends OperatorCommand<RestoreSaveRequest, RestoreSaveReply> {

  @Parameters(paramLabel = "PLAYER", description = "Whose it is.")
  private String player = "";

  @Parameters(paramLabel = "GAME", description = "The id of the game, such as nethack.")
  private String game = "";

  @Parameters(paramLabel = "SAVE", description = "Its number, as gatehouse admin saves tells it.")
  private long epoch;

  RestoreSave() {
    super("RestoreSave", RestoreSaveReply.getDefaultInstance());
  }

  @Override
  RestoreSaveRequest request() {
    return RestoreSaveRequest.newBuilder()
        .setRequestId(RequestId.random().value())
        .setPlayer(player)
        .setGameId(game)
        .setEpoch(epoch)
        .setOperator(System.getProperty("user.name", "unknown"))
        .build();
  }

  @Override
  String refused() {
    return "not restored: ";
  }

  @Override
  String summary(RestoreSaveReply reply) {
    return "save " + epoch + " of " + player + " at " + game + " is taken up next";
  }
}
