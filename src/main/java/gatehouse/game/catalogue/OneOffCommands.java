package gatehouse.game.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands that run to their end beside the games: what has to happen before a game can be played
 * at all, or after it was killed. Blocks; for any thread.
 */
final class OneOffCommands implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OneOffCommands.class);
  private static final int LONGEST_COMPLAINT = 200;
  private static final Duration DYING = Duration.ofSeconds(5);

  private final Duration patience;
  private final Set<Process> running = new HashSet<>();
  private boolean closed;

  /** {@code patience} is how long each command may take. */
  OneOffCommands(Duration patience) {
    this.patience = patience;
  }

  /** Tells one version of a program from another, and one way to initialise it from another. */
  static String fingerprint(Path program, List<String> command) throws IOException {
    return "%s %d %s %s"
        .formatted(
            program,
            Files.size(program),
            Files.getLastModifiedTime(program),
            String.join(" ", command));
  }

  /**
   * Runs a command to its end; fails if that is not soon, or not with status 0.
   *
   * @param done what it has done then, for the log
   */
  void run(String done, LaunchPlan plan) throws IOException {
    var output = Files.createTempFile("gatehouse-command", ".txt");
    try {
      var process = start(plan, output);
      try {
        awaitSuccess(process, output);
      } finally {
        end(process);
      }
      log.info("{}", done);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private synchronized Process start(LaunchPlan plan, Path output) throws IOException {
    if (closed) {
      throw new IOException("the server is going down");
    }
    var builder =
        new ProcessBuilder(plan.command())
            .directory(plan.directory().toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(plan.environment());
    var process = builder.start();
    running.add(process);
    return process;
  }

  private void awaitSuccess(Process process, Path output) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("it does not end within " + patience);
    }
    if (process.exitValue() != 0) {
      throw new IOException("status " + process.exitValue() + ": " + complaint(output));
    }
  }

  private synchronized void end(Process process) {
    running.remove(process);
    kill(process);
  }

  /** With all it has started: a sandbox does not die with whoever made it. */
  private static void kill(Process process) {
    var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends what runs, unfinished, and starts nothing more. */
  @Override
  public void close() {
    try {
      for (var process : stillRunning()) {
        kill(process);
        process.waitFor(DYING.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Process> stillRunning() {
    closed = true;
    return List.copyOf(running);
  }

  /** The last of what it said. */
  private static String complaint(Path output) throws IOException {
    var said = new String(Files.readAllBytes(output), UTF_8).strip();
    return said.substring(Math.max(0, said.length() - LONGEST_COMPLAINT));
  }
}
