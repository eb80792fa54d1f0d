package gatehouse.stories;

import static gatehouse.stories.Client.Method.KEYBOARD_INTERACTIVE;
import static gatehouse.stories.Client.Method.NONE;
import static gatehouse.stories.Client.Method.PASSWORD;
import static gatehouse.testkit.NeedsRealPart.ASYNCSSH;
import static gatehouse.testkit.NeedsRealPart.CONCH;
import static gatehouse.testkit.NeedsRealPart.DBCLIENT;
import static gatehouse.testkit.NeedsRealPart.ERLANG;
import static gatehouse.testkit.NeedsRealPart.ERLANG_SSH;
import static gatehouse.testkit.NeedsRealPart.GCC;
import static gatehouse.testkit.NeedsRealPart.LIBSSH;
import static gatehouse.testkit.NeedsRealPart.LIBSSH2;
import static gatehouse.testkit.NeedsRealPart.NODE;
import static gatehouse.testkit.NeedsRealPart.PARAMIKO;
import static gatehouse.testkit.NeedsRealPart.PLINK;
import static gatehouse.testkit.NeedsRealPart.PYTHON;
import static gatehouse.testkit.NeedsRealPart.SCRIPT;
import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.SSH2_JS;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.stories.Client.Call;
import gatehouse.stories.Client.Method;
import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everybody's SSH client comes in, plays and leaves: first as a stranger who makes an account, then
 * by each method that it can sign in with.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-C1")
@Tag("SD-ssh")
class ClientsIT {

  private static final Path CLIENTS = Path.of("src/test/clients");
  private static final String SECRET = "open sesame";

  /** On the game's screen and no other. */
  private static final String IN_GAME = "Potions:";

  private static final AtomicInteger NAMES = new AtomicInteger();

  /** What programs ask at a terminal before they come in. */
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "Store key in cache? (y/n", "n\r",
          "continue connecting (yes/no)?", "yes\r",
          "assword:", SECRET + "\r");

  @TempDir static Path folder;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    var noOtherGames = Files.createDirectory(folder.resolve("conf"));
    // The first account of all is made while the server still warms up, beside whatever else runs.
    var patient =
        Files.writeString(
            folder.resolve("patient.conf"),
            "gatehouse { auth.account-timeout = 20 s, backend.call-timeout = 25 s }");
    server =
        ServerProcess.start(
            folder.resolve("data"),
            Map.of(
                "GATEHOUSE_CONF_DIR", noOtherGames.toString(),
                "GATEHOUSE_CONFIG", patient.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @NeedsRealPart({SSH, SCRIPT})
  void openssh_plays() throws Exception {
    plays(onTerminal(call -> ssh(call)), PASSWORD, KEYBOARD_INTERACTIVE);
  }

  @Test
  @NeedsRealPart({SSH, SCRIPT})
  void openssh_plays_after_its_key_was_refused() throws Exception {
    var key = folder.resolve("key").toString();
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
    plays(onTerminal(call -> ssh(call, "-i", key)), KEYBOARD_INTERACTIVE);
  }

  @Test
  @NeedsRealPart(SSH)
  void openssh_plays_without_a_terminal_of_its_own() throws Exception {
    plays(new ClientProgram(folder, call -> ssh(call, "-tt")));
  }

  @Test
  @NeedsRealPart({SSH, SCRIPT})
  void openssh_plays_and_watches_on_one_connection() throws Exception {
    var name = newName();
    var socket = folder.resolve("control").toString();
    var first = onTerminal(call -> ssh(call, "-M", "-S", socket));
    var second = onTerminal(call -> ssh(call, "-S", socket));
    try (var player = visit(first, "play", NONE)) {
      registers(player, name);
      player.types("p").sees("a) The Cellar").types("a").sees(IN_GAME);
      try (var viewer = visit(second, "play", NONE)) {
        viewer.sees("Not logged in.").types("w").sees("a) " + name).types("a").sees(IN_GAME);
        player.types("?").sees("Any key goes on.");
        viewer.sees("Any key goes on.").types("q").sees("Games in progress").types("q");
        leaves(viewer.sees("Not logged in."));
      }
      leaves(player.types("x").sees(IN_GAME).types("S").sees("is saved"));
    }
  }

  @Test
  @NeedsRealPart({PLINK, SCRIPT})
  void plink_plays() throws Exception {
    plays(
        onTerminal(call -> List.of("plink", "-no-antispoof", "-P", port(call), user(call))),
        KEYBOARD_INTERACTIVE);
  }

  @Test
  @NeedsRealPart({DBCLIENT, SCRIPT})
  void dropbear_plays() throws Exception {
    plays(
        onTerminal(call -> List.of("dbclient", "-y", "-y", "-p", port(call), user(call))),
        KEYBOARD_INTERACTIVE);
  }

  /**
   * The one of Twisted 22.4 remembers an RSA key in such a way that it asks for SHA-1 next time.
   */
  @Test
  @NeedsRealPart({CONCH, SCRIPT})
  void conch_plays() throws Exception {
    plays(
        onTerminal(call ->
            List.of(
                "conch3", "--host-key-algorithms", "ssh-ed25519", "-p", port(call), user(call))),
        KEYBOARD_INTERACTIVE);
  }

  @Test
  @NeedsRealPart({PYTHON, PARAMIKO})
  void paramiko_plays() throws Exception {
    plays(onPipes(PYTHON, source("paramiko_shell.py")), PASSWORD, KEYBOARD_INTERACTIVE);
  }

  @Test
  @NeedsRealPart({PYTHON, ASYNCSSH})
  void asyncssh_plays() throws Exception {
    plays(onPipes(PYTHON, source("asyncssh_shell.py")), PASSWORD, KEYBOARD_INTERACTIVE);
  }

  @Test
  @NeedsRealPart({NODE, SSH2_JS})
  void ssh2_plays() throws Exception {
    plays(onPipes(NODE, source("ssh2_shell.js")), PASSWORD, KEYBOARD_INTERACTIVE);
  }

  @Test
  @NeedsRealPart({ERLANG, ERLANG_SSH})
  void erlang_plays() throws Exception {
    plays(onPipes(ERLANG, source("erlang_shell.escript")), PASSWORD, KEYBOARD_INTERACTIVE);
  }

  @Test
  @NeedsRealPart({GCC, LIBSSH})
  void libssh_plays() throws Exception {
    plays(onPipes(compiled("libssh_shell", "ssh")), PASSWORD, KEYBOARD_INTERACTIVE);
  }

  @Test
  @NeedsRealPart({GCC, LIBSSH2})
  void libssh2_plays() throws Exception {
    plays(onPipes(compiled("libssh2_shell", "ssh2")), PASSWORD, KEYBOARD_INTERACTIVE);
  }

  @Test
  void sshj_plays() throws Exception {
    plays(ClientLibraries::sshj, PASSWORD, KEYBOARD_INTERACTIVE);
  }

  @Test
  void jsch_plays() throws Exception {
    plays(ClientLibraries::jsch, PASSWORD, KEYBOARD_INTERACTIVE);
  }

  @Test
  void mina_plays() throws Exception {
    plays(ClientLibraries::mina, PASSWORD, KEYBOARD_INTERACTIVE);
  }

  private static void plays(Client client, Method... methods) throws Exception {
    var name = newName();
    try (var visit = visit(client, "play", NONE)) {
      registers(visit, name);
      plays(visit);
    }
    for (var method : methods) {
      try (var visit = visit(client, name, method)) {
        plays(visit);
      }
    }
  }

  private static String newName() {
    return "Visitor" + NAMES.incrementAndGet();
  }

  private static Visit visit(Client client, String user, Method method) throws Exception {
    return new Visit(client.opens(new Call(server.port(), user, method, SECRET)));
  }

  private static void registers(Visit visit, String name) throws IOException {
    visit
        .sees("Not logged in.", QUESTIONS)
        .types("r")
        .sees("Choose a username.")
        .types(name + "\r");
    visit.sees("Choose a password.").types(SECRET + "\r").sees("Repeat the password.");
    visit.types(SECRET + "\r").sees("E-mail address.").types("\r").sees("Logged in as: " + name);
  }

  /** Plays and leaves. */
  private static void plays(Visit visit) throws Exception {
    visit.sees("Logged in as: ", QUESTIONS).types("p").sees("a) The Cellar").types("a");
    visit.sees(IN_GAME).types("?").sees("Any key goes on.").types("x").sees(IN_GAME);
    leaves(visit.types("S").sees("is saved"));
  }

  private static void leaves(Visit visit) throws Exception {
    assertThat(visit.types("q").exitStatus()).isZero();
  }

  private static ClientProgram onTerminal(Function<Call, List<String>> command) {
    return ClientProgram.onTerminal(folder, command);
  }

  private static ClientProgram onPipes(String... command) {
    return ClientProgram.onPipes(folder, command);
  }

  private static List<String> ssh(Call call, String... more) {
    var command = new ArrayList<>(List.of("ssh", "-F", "none", "-p", port(call)));
    for (var option :
        List.of(
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "IdentitiesOnly=yes",
            "IdentityFile=/dev/null",
            "PreferredAuthentications=publickey," + call.method())) {
      command.addAll(List.of("-o", option));
    }
    command.addAll(List.of(more));
    command.add(user(call));
    return command;
  }

  private static String port(Call call) {
    return Integer.toString(call.port());
  }

  private static String user(Call call) {
    return call.user() + "@127.0.0.1";
  }

  private static String source(String name) {
    return CLIENTS.resolve(name).toString();
  }

  private static String compiled(String name, String library) throws Exception {
    var program = folder.resolve(name).toString();
    run(GCC, "-Wall", "-Werror", "-O", "-o", program, source(name + ".c"), "-l" + library);
    return program;
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
