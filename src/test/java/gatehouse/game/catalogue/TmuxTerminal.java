package gatehouse.game.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A planned game in a real terminal of 80x24, tmux's; a server of its own for each. */
final class TmuxTerminal implements AutoCloseable {

  /** What tmux draws for. */
  static final String TERM = "screen-256color";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Path socket;

  TmuxTerminal(LaunchPlan plan, Path folder) throws IOException {
    socket = Files.createTempFile(folder, "tmux", "");
    var script = Files.createTempFile(folder, "game", ".sh");
    var line = new ArrayList<>(List.of("exec", "env", "-i"));
    plan.environment().forEach((name, value) -> line.add(quoted(name + "=" + value)));
    plan.command().forEach(word -> line.add(quoted(word)));
    Files.writeString(script, "cd " + plan.directory() + " && " + String.join(" ", line) + "\n");
    tmux(
        "-f",
        "/dev/null",
        "start-server",
        ";",
        "set",
        "-g",
        "remain-on-exit",
        "on",
        ";",
        "new-session",
        "-d",
        "-x",
        "80",
        "-y",
        "24",
        "exec sh " + script);
    tmux("set", "-g", "status", "off");
    tmux("set", "-g", "window-size", "manual");
    tmux("resize-window", "-x", "80", "-y", "24");
  }

  String screen() {
    return tmux("capture-pane", "-p");
  }

  /** All lines there ever were. */
  String everything() {
    return tmux("capture-pane", "-p", "-J", "-S", "-");
  }

  /** Types; {@code keys} are characters as they are. */
  TmuxTerminal type(String keys) {
    tmux("send-keys", "-l", keys);
    return this;
  }

  /** Presses a key that tmux has a name for. */
  TmuxTerminal press(String key) {
    tmux("send-keys", key);
    return this;
  }

  void resize(int columns, int rows) {
    tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
  }

  /** Waits until the screen shows the text, and returns the screen. */
  String awaitScreen(String text) {
    await(() -> screen().contains(text), () -> "no '" + text + "' on:\n" + screen());
    return screen();
  }

  /** Signals the terminal's foreground, as gatehouse does. */
  void signal(String name) {
    run(List.of("kill", "-" + name, "--", "-" + leader()));
  }

  /** The program that the terminal was started with. */
  String leader() {
    return tmux("display", "-p", "#{pane_pid}").strip();
  }

  /** Takes the terminal away, so that the kernel hangs up. */
  void hangUp() {
    tmux("kill-pane");
  }

  /** Waits for the end of the program that the terminal was started with: status or signal. */
  String awaitEnd() {
    await(this::ended, () -> "alive:\n" + screen());
    return tmux("display", "-p", "status #{pane_dead_status} signal #{pane_dead_signal}").strip();
  }

  boolean ended() {
    if (tmux("display", "-p", "#{pane_dead}#{pane_dead_status}#{pane_dead_signal}").equals("1\n")) {
      tmux("run-shell", "true"); // tmux 3.3 at times overlooks a child's end until the next one's
    }
    return !tmux("display", "-p", "#{pane_dead_status}#{pane_dead_signal}").isBlank();
  }

  static void await(BooleanSupplier condition, Supplier<String> problem) {
    try {
      Awaitility.await().atMost(PATIENCE).pollInterval(POLL).until(condition::getAsBoolean);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(problem.get(), late);
    }
  }

  /** Ends the game without a chance to save; when this returns it writes nothing any more. */
  @Override
  public void close() {
    var game =
        Optional.of(leader())
            .filter(NUMBER.asMatchPredicate())
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
            .stream()
            .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
            .toList();
    game.forEach(ProcessHandle::destroyForcibly);
    await(() -> game.stream().noneMatch(TmuxTerminal::runs), () -> "alive: " + game);
    run(List.of("tmux", "-S", socket.toString(), "kill-server"));
  }

  /** Whether it runs; a zombie has no program any more. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private String tmux(String... words) {
    var line = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
    line.addAll(Arrays.asList(words));
    return run(line);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  static String run(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor();
      return said;
    } catch (IOException problem) {
      throw new AssertionError(command + ": " + problem, problem);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
