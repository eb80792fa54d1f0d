package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.ANGBAND;
import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.CRAWL;
import static gatehouse.testkit.NeedsRealPart.MORIA;
import static gatehouse.testkit.NeedsRealPart.OMEGA;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.RemoteTerminal;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other games of Debian's that save: each is saved when the server stops, and resumed. */
@NeedsRealPart({CRAWL, ANGBAND, MORIA, OMEGA, BUBBLEWRAP})
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-config")
@Tag("S2.2-deathsave")
class RoguelikesIT {

  /**
   * How one of them is begun and resumed.
   *
   * @param begun what is on the screen when one plays
   * @param opening what to type at which prompt until then
   * @param resumed the same for a save
   */
  private record Roguelike(
      String name, String begun, Map<String, String> opening, Map<String, String> resumed) {}

  private static final Stream<Roguelike> ALL =
      Stream.of(
          new Roguelike(
              "Dungeon Crawl",
              "Place: Dungeon:1",
              Map.of("your species", "a", "your background", "a", "choice of weapons", "a"),
              Map.of()),
          new Roguelike("Angband", "Cur AC", Map.of("", "\r"), Map.of("", "\r")),
          new Roguelike(
              "Moria",
              "Town level",
              inOrder(
                  "press any key", " ",
                  "Choose a race", "a",
                  "Choose a sex", "m",
                  "ESC to accept", "\033",
                  "Choose a class", "a",
                  "player's name", "Mor\r",
                  "Character Background", "\033"),
              inOrder("press any key", " ", "<f>ile character", "\033")),
          new Roguelike(
              "Omega",
              "City of Rampart",
              inOrder(
                  "run a character", "c",
                  "accept these stats", "\r",
                  "character's name", "Omer\r",
                  "interested in males", "m",
                  "", " "),
              Map.of("", " ")));

  private static Map<String, String> inOrder(String... promptsAndKeys) {
    var answers = new LinkedHashMap<String, String>();
    for (int i = 0; i < promptsAndKeys.length; i += 2) {
      answers.put(promptsAndKeys[i], promptsAndKeys[i + 1]);
    }
    return answers;
  }

  @TempDir Path folder;
  private SshClient client;

  @BeforeEach
  void start() {
    client = RemoteTerminal.client();
  }

  @AfterEach
  void stop() {
    client.stop();
  }

  private static String player(Roguelike game) {
    return "Of" + game.name().replace(" ", "");
  }

  private void begins(ServerProcess server, Roguelike game) throws IOException {
    var terminal = RemoteTerminal.connects(client, server.port()).sees("Not logged in.");
    terminal.types("r").sees("Choose a username.").types(player(game) + "\r");
    terminal.sees("Choose a password.").types("sesame\r").sees("Repeat").types("sesame\r");
    terminal.sees("E-mail").types("\r").sees("Logged in as: ").types("p").sees(game.name());
    var line = terminal.screen().lines().filter(row -> row.contains(") " + game.name()));
    terminal.types(line.findFirst().orElseThrow().strip().substring(0, 1));
    terminal.answersUntil(game.begun(), game.opening());
  }

  private void resumes(ServerProcess server, Roguelike game) throws IOException {
    var terminal = RemoteTerminal.connects(client, server.port()).sees("Not logged in.");
    terminal.types("l").sees("username").types(player(game) + "\r").sees("password");
    terminal.types("sesame\r").sees("R) Resume saved " + game.name()).types("R");
    terminal.answersUntil(game.begun(), game.resumed());
  }

  @Test
  void each_is_saved_when_the_server_stops_and_resumed_where_it_was() throws Exception {
    var games = ALL.toList();
    try (var server = ServerProcess.start(folder.resolve("data"), Map.of())) {
      for (var game : games) {
        begins(server, game);
      }
      server.stop();
      assertThat(server.console()).contains("gatehouse stopped: 4 games saved");
    }
    try (var server = ServerProcess.start(folder.resolve("data"), Map.of())) {
      for (var game : games) {
        resumes(server, game);
      }
    }
  }
}
