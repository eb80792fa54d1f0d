package gatehouse.game;

import static gatehouse.game.OneGame.ALICE;
import static gatehouse.game.RunningNode.answer;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.game.Games.CannotOpen;
import gatehouse.game.Games.Ending;
import gatehouse.game.Games.How;
import gatehouse.game.Games.Opened;
import gatehouse.game.Games.OwnSave;
import gatehouse.game.saves.Digest;
import gatehouse.model.GameId;
import gatehouse.model.PlayerName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A game of which another version is installed while saves of the one before wait. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-saves")
class UpgradedGameIT {

  private static final GameId TALE = new GameId("tale");

  @TempDir private Path folder;
  private RunningNode node;

  /** Says which version it is, and makes a save that no other version takes. */
  private Path program(String version) throws Exception {
    var program =
        Files.writeString(
            Files.createDirectories(folder.resolve("bin")).resolve("tale-" + version),
            """
            #!/bin/sh
            [ -e save ] && [ "$(cat save)" != %1$s ] && { echo "No save of mine."; exit 1; }
            echo "This is %1$s."
            read line
            echo %1$s > save
            """
                .formatted(version));
    assertThat(program.toFile().setExecutable(true, false)).isTrue();
    return program;
  }

  private void runs(String version, String former) throws Exception {
    if (node != null) {
      node.kill();
    }
    node =
        RunningNode.startWith(
            """
            gatehouse.games.tale {
              name = "Tale", version = "%s", command = ["%s"], former { %s }
              save = "save", directory = "%%e", readable = ["%s"]
            }
            """
                .formatted(version, program(version), former, folder.resolve("bin")),
            folder.resolve("data"));
  }

  private String commandOf(String version) throws Exception {
    return "\"%s\" = [\"%s\"]".formatted(version, program(version));
  }

  private void plays(How how, String says) throws Exception {
    var opened = (Opened) node.opens(ALICE, TALE);
    assertThat(opened.how()).isEqualTo(how);
    var alice = node.attaches(opened);
    alice.reads(says);
    alice.types("save\r");
    assertThat(alice.readsToTheEnd().ending()).isEqualTo(Ending.SAVED);
  }

  private List<OwnSave> saves() throws Exception {
    return answer(node.games().saves(ALICE, TALE));
  }

  @AfterEach
  void stop() throws Exception {
    node.kill();
  }

  @Test
  void a_save_goes_on_with_the_version_that_made_it_and_who_begins_gets_the_new_one()
      throws Exception {
    runs("1.0", "");
    plays(How.STARTED, "This is 1.0.");
    runs("2.0", commandOf("1.0"));
    plays(How.RESUMED, "This is 1.0.");
    assertThat(saves()).extracting(OwnSave::version).containsExactly("1.0", "1.0");
    assertThat(saves()).extracting(OwnSave::programSha256).containsOnly(Digest.of(program("1.0")));
    node.attaches(node.opens(new PlayerName("Bob"), TALE)).reads("This is 2.0.");
  }

  @Test
  void a_save_whose_version_is_here_no_more_is_refused_and_kept() throws Exception {
    runs("1.0", "");
    plays(How.STARTED, "This is 1.0.");
    runs("2.0", "");
    assertThat(node.opens(ALICE, TALE))
        .isEqualTo(
            new CannotOpen("Your save is of Tale 1.0, which is not here any more; it is kept."));
    runs("2.0", commandOf("1.0"));
    plays(How.RESUMED, "This is 1.0.");
  }
}
