package gatehouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.testkit.ProcessTree;
import gatehouse.testkit.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand people at the menu who do nothing: what each costs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IdleConnectionsIT {

  private static final int PEOPLE = 1_000;
  private static final int AT_A_TIME = 16;

  @TempDir Path folder;

  @Test
  @Tag("M-mem")
  @Tag("S2.3-workers")
  void an_idle_menu_costs_less_than_300_KB_and_no_thread() throws Exception {
    try (var server = ServerProcess.start(folder.resolve("data"), Map.of());
        var client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.start();
      connect(client, server, 50);
      var process = new ProcessTree(server.handle());
      process.collectGarbage();
      long threads = process.threads();
      long before = process.pssKilobytes();

      connect(client, server, PEOPLE);

      process.collectGarbage();
      long each = (process.pssKilobytes() - before) / PEOPLE;
      long more = process.threads() - threads;
      System.out.println(
          "idle menu connections: %d KB (PSS) each at %d, %d more threads"
              .formatted(each, PEOPLE, more));
      assertThat(each).isLessThan(300);
      assertThat(more).isLessThan(20);
    }
  }

  /** Opens connections, each with a shell at the menu. */
  private static void connect(SshClient client, ServerProcess server, int people)
      throws IOException, InterruptedException {
    var free = new Semaphore(AT_A_TIME);
    List<ByteArrayOutputStream> screens = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      free.acquire();
      var screen = new ByteArrayOutputStream();
      screens.add(screen);
      client
          .connect("play", "127.0.0.1", server.port())
          .addListener(connected -> {
            try {
              signIn(connected.getSession(), screen, free);
            } catch (IOException failure) {
              free.release();
            }
          });
    }
    assertThat(free.tryAcquire(AT_A_TIME, 60, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            screens.stream()
                .allMatch(
                    screen -> screen.toString(StandardCharsets.UTF_8).contains("Not logged in.")));
  }

  private static void signIn(ClientSession session, ByteArrayOutputStream screen, Semaphore free)
      throws IOException {
    session
        .auth()
        .addListener(admitted -> {
          free.release();
          try {
            var shell = session.createShellChannel();
            shell.setOut(screen);
            shell.open();
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }
}
