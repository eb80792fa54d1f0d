package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.ServerProcess;
import gatehouse.testkit.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in one process, all services in another, and a wire between them that breaks. */
@NeedsRealPart({SSH, TMUX, NETHACK, BUBBLEWRAP})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.4-e2e")
@Tag("S2.2-degrade")
class CutWireIT {

  private static final String OUT_OF_REACH = "The game is out of reach; trying again ...";

  @TempDir static Path folder;
  private static Wire wire;
  private static ServerProcess services;
  private static ServerProcess gateway;
  private static Players players;

  @BeforeAll
  static void start() throws IOException {
    wire = Wire.open();
    services =
        ServerProcess.startServices(
            folder.resolve("services"),
            roles(
                "auth,game",
                "gatehouse.game.advertised-address = \"%s\"".formatted(wire.address())));
    wire.leadsTo(services.gameAddress());
    gateway =
        ServerProcess.start(
            folder.resolve("gateway"),
            roles(
                "gateway",
                "gatehouse.backend { auth-address = \"%s\", game-address = \"%s\" }"
                    .formatted(services.authAddress(), wire.address())));
    players = new Players(gateway);
  }

  private static Map<String, String> roles(String roles, String config) throws IOException {
    var overlay = Files.writeString(folder.resolve(roles + ".conf"), config);
    return Map.of("GATEHOUSE_ROLES", roles, "GATEHOUSE_CONFIG", overlay.toString());
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    services.close();
    wire.close();
  }

  @Test
  @Tag("GD-persist")
  void a_player_is_told_waits_and_goes_on_where_the_game_is() {
    var alice = players.playsNetHack(players.registered("Alice"));
    int turn = players.turn(alice);
    var before = alice.screen();

    wire.cut();
    alice.sees(OUT_OF_REACH).types("sssss");
    wire.mend();
    alice.seesNoMore(OUT_OF_REACH);
    assertThat(alice.screen()).isEqualTo(before);
    alice.types("s").sees("T:" + (turn + 1));

    alice.types("S").sees("Really save?").types("y").sees("is saved").close();
  }

  @Test
  @Tag("SD-spectate")
  void a_spectator_is_told_and_sees_the_exact_screen_again() {
    var bob = players.playsNetHack(players.registered("Bob"));
    var carol = players.watches(players.visitor(), "Bob").sees("Dlvl:1");

    wire.cut();
    carol.sees(OUT_OF_REACH);
    wire.mend();
    carol.seesNoMore(OUT_OF_REACH).sees("Dlvl:1");
    bob.seesNoMore(OUT_OF_REACH).types(":").sees("staircase up here");
    carol.sees("staircase up here").types("q").sees("Games in progress").close();
    bob.close();
  }
}
