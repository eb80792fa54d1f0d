package gatehouse.bench;

import gatehouse.testkit.ProcessTree;
import gatehouse.testkit.RemoteTerminal;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** All of gatehouse in one process, as the README starts it. */
final class Gatehouse implements Subject {

  private static final String ECHO =
      """
      gatehouse.games.echo {
        name = "Echo"
        command = ["/bin/sh", "-c", "stty raw -echo; echo ready; exec cat"]
        order = 1
      }
      gatehouse.game.most-games = 2000
      """;

  private final ServerProcess server;

  Gatehouse(Path folder) throws IOException {
    var overlay = Files.writeString(folder.resolve("bench.conf"), ECHO);
    var noOtherGames = Files.createDirectory(folder.resolve("conf"));
    server =
        ServerProcess.start(
            folder.resolve("data"),
            Map.of(
                "GATEHOUSE_CONFIG", overlay.toString(),
                "GATEHOUSE_CONF_DIR", noOtherGames.toString()));
  }

  @Override
  public String name() {
    return GATEHOUSE;
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public String user() {
    return "play";
  }

  @Override
  public String greeting() {
    return "Not logged in.";
  }

  @Override
  public ProcessTree processes() {
    return new ProcessTree(server.handle());
  }

  @Override
  public void toEcho(RemoteTerminal terminal, int number) throws IOException {
    terminal.sees(greeting()).types("r").sees("Choose a username.").types(player(number) + "\r");
    terminal.sees("Choose a password.").types("sesame\r").sees("Repeat").types("sesame\r");
    terminal.sees("E-mail").types("\r").sees("Logged in as").types("p").sees("a) Echo").types("a");
    terminal.sees("ready");
  }

  /** The name of the person with this number. */
  static String player(int number) {
    return "Bench" + number;
  }

  @Override
  public void settle() {
    processes().collectGarbage();
  }

  @Override
  public void close() {
    server.close();
  }
}
