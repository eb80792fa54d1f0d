package gatehouse;

import gatehouse.wire.game.ListPlayersSavesRequest;
import gatehouse.wire.game.ListSavesReply;
import gatehouse.wire.game.SaveEntry;
import java.time.Instant;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gatehouse admin saves}: what is kept of a player's game. */
@Command(
    name = "saves",
    description = {
      "Lists the saves of a player's game, newest first; * is the one that is taken up next.",
      "Exit status: 0 done; 1 refused; 2 not reached."
    })
final class ListSaves extends OperatorCommand<ListPlayersSavesRequest, ListSavesReply> {

  @Parameters(paramLabel = "PLAYER", description = "Whose they are.")
  private String player = "";

  @Parameters(paramLabel = "GAME", description = "The id of the game, such as nethack.")
  private String game = "";

  ListSaves() {
    super("ListSaves", ListSavesReply.getDefaultInstance());
  }

  @Override
  ListPlayersSavesRequest request() {
    return ListPlayersSavesRequest.newBuilder().setPlayer(player).setGameId(game).build();
  }

  @Override
  String refused() {
    return "";
  }

  @Override
  String summary(ListSavesReply reply) {
    return reply.getSavesCount() == 0
        ? "no saves"
        : reply.getSavesList().stream().map(ListSaves::line).collect(Collectors.joining("\n"));
  }

  private static String line(SaveEntry save) {
    return "%s %d  %s  %d bytes  %s  %s %s  %s"
        .formatted(
            save.getCurrent() ? "*" : " ",
            save.getEpoch(),
            Instant.ofEpochMilli(save.getSaved()),
            save.getSize(),
            save.getVersion().isEmpty() ? "-" : save.getVersion(),
            save.getTurn().isEmpty() ? "T:?" : "T:" + save.getTurn(),
            save.getLevel(),
            save.getSha256());
  }
}
