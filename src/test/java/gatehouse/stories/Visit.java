package gatehouse.stories;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.terminal.Screen;
import gatehouse.terminal.TerminalSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Somebody at the shell of a {@link Client}: types, looks, leaves. */
final class Visit implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final Client.Shell shell;
  private final Screen screen = new Screen(TerminalSize.STANDARD);
  private final CompletableFuture<Void> drawn = new CompletableFuture<>();

  Visit(Client.Shell shell) {
    this.shell = shell;
    Thread.ofPlatform().daemon().name("drawing").start(this::draw);
  }

  private void draw() {
    byte[] bytes = new byte[8192];
    try {
      for (int read = shell.drawing().read(bytes); read >= 0; read = shell.drawing().read(bytes)) {
        synchronized (screen) {
          screen.feed(bytes, 0, read);
        }
      }
      drawn.complete(null);
    } catch (IOException broken) {
      drawn.completeExceptionally(broken);
    }
  }

  /** Types text as it is; {@code \r} is Enter. */
  Visit types(String text) throws IOException {
    shell.keys().write(text.getBytes(StandardCharsets.UTF_8));
    shell.keys().flush();
    return this;
  }

  /** Waits until the text is on the screen; no longer than the shell is open. */
  Visit sees(String text) throws IOException {
    return sees(text, Map.of());
  }

  /** The same; types the answer to each of these prompts that comes before, once. */
  Visit sees(String text, Map<String, String> answers) throws IOException {
    var open = new HashMap<>(answers);
    await("to see: " + text)
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .pollInterval(Duration.ofMillis(10))
        .failFast(() ->
            assertThat(drawn.isDone() && !shows(text)).as("closed, showing %s", screen()).isFalse())
        .untilAsserted(() -> {
          var prompt = open.keySet().stream().filter(this::shows).findFirst();
          if (prompt.isPresent()) {
            types(open.remove(prompt.get()));
          }
          assertThat(screen()).contains(text);
        });
    return this;
  }

  private boolean shows(String text) {
    return screen().contains(text);
  }

  private String screen() {
    synchronized (screen) {
      return screen.text();
    }
  }

  /** Waits until the shell has been closed from the other side; the answer is its exit status. */
  int exitStatus() throws Exception {
    drawn.get(PATIENCE_SECONDS, SECONDS);
    return shell.status().call();
  }

  @Override
  public void close() throws IOException {
    shell.connection().close();
  }
}
