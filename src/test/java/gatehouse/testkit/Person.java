package gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A person at a real terminal (tmux) with the real {@code ssh}: types, looks, resizes, walks off.
 */
public final class Person implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String socket = "gatehouse-" + UUID.randomUUID();
  private final int port;

  private Person(int port) {
    this.port = port;
  }

  /** Somebody whose terminal of this size runs {@code ssh} as {@code user}. */
  public static Person connects(int port, String user, int columns, int rows) {
    return connects(port, user, columns, rows, "xterm-256color");
  }

  /** The same with another TERM. */
  public static Person connects(int port, String user, int columns, int rows, String term) {
    var person = new Person(port);
    person.tmux(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        String.valueOf(columns),
        "-y",
        String.valueOf(rows),
        "TERM=" + term + " " + person.ssh(user) + "; echo \"[ssh ended with $?]\"; exec sleep 600");
    person.tmux("set-option", "-g", "status", "off");
    person.tmux("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows));
    return person;
  }

  private String ssh(String user) {
    return String.join(
        " ",
        "ssh",
        "-o StrictHostKeyChecking=no",
        "-o UserKnownHostsFile=/dev/null",
        "-o IdentitiesOnly=yes -o IdentityFile=/dev/null",
        "-p",
        String.valueOf(port),
        user + "@127.0.0.1");
  }

  /** Types text as it is, without Enter. */
  public Person types(String text) {
    tmux("send-keys", "-l", text);
    return this;
  }

  /** Presses keys by tmux's names: {@code Enter}, {@code Escape}, {@code C-c}, {@code Up}. */
  public Person presses(String... keys) {
    var command = new ArrayList<>(List.of("send-keys"));
    command.addAll(Arrays.asList(keys));
    tmux(command.toArray(String[]::new));
    return this;
  }

  /** Types a line. */
  public Person enters(String line) {
    if (!line.isEmpty()) {
      types(line);
    }
    return presses("Enter");
  }

  /** Waits until the text is somewhere on the screen. */
  public Person sees(String text) {
    await("to see: " + text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(30))
        .untilAsserted(() -> assertThat(screen()).contains(text));
    return this;
  }

  /** Waits until the text is on the screen so many times. */
  public Person seesTimes(String text, int times) {
    await("to see " + times + " times: " + text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(30))
        .untilAsserted(
            () -> assertThat(screen().split(Pattern.quote(text), -1)).hasSize(times + 1));
    return this;
  }

  /** Waits until the text is nowhere on the screen. */
  public Person seesNoMore(String text) {
    await("to see no more: " + text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(30))
        .untilAsserted(() -> assertThat(screen()).doesNotContain(text));
    return this;
  }

  /**
   * Presses the key that belongs to whatever prompt is on the screen, one prompt at a time, until
   * the text is there.
   */
  public Person answersUntil(String text, Map<String, String> keys) {
    for (var screen = screen(); !screen.contains(text); screen = changed(screen)) {
      var shown = screen;
      keys.entrySet().stream()
          .filter(prompt -> shown.contains(prompt.getKey()))
          .findFirst()
          .ifPresent(prompt -> presses(prompt.getValue()));
    }
    return this;
  }

  /** Presses a key as often as a prompt is on the screen. */
  public Person dismisses(String prompt, String key) {
    for (var screen = screen(); screen.contains(prompt); screen = changed(screen)) {
      presses(key);
    }
    return this;
  }

  private String changed(String before) {
    await("another screen than: " + before)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(30))
        .until(() -> !screen().equals(before));
    return screen();
  }

  /** The characters on the screen, a line a row. */
  public String screen() {
    return tmux("capture-pane", "-p");
  }

  /** All that is to be seen: the characters, how they look, and where the cursor is. */
  public String picture() {
    return tmux("capture-pane", "-p", "-e")
        + tmux("display-message", "-p", "#{cursor_x},#{cursor_y} #{cursor_flag}");
  }

  /** Gives the window another size. */
  public Person resizes(int columns, int rows) {
    tmux("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows));
    return this;
  }

  /** Loses the connection: the client is killed without a word. */
  public void losesConnection() {
    var pane = tmux("display-message", "-p", "#{pane_pid}").strip();
    var shell = ProcessHandle.of(Long.parseLong(pane)).orElseThrow();
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    close();
  }

  @Override
  public void close() {
    run(List.of("tmux", "-L", socket, "kill-server"), false);
  }

  private String tmux(String... arguments) {
    var command = new ArrayList<>(List.of("tmux", "-L", socket));
    command.addAll(Arrays.asList(arguments));
    return run(command, true);
  }

  private static String run(List<String> command, boolean mustSucceed) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().remove("TMUX");
      builder.environment().put("LC_ALL", "C.UTF-8");
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      if (mustSucceed) {
        assertThat(process.exitValue()).as("%s: %s", command, output).isZero();
      }
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
