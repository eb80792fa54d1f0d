package gatehouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An unpacked {@code gatehouse-VERSION.tar.gz} that nobody can write to, used by somebody not root.
 */
record Distribution(Path home) {

  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  /** What one command said, all of it, and how it ended. */
  record Outcome(int status, String said) {}

  /** The archive that the build has made. */
  static Path archive() throws IOException {
    try (var files = Files.newDirectoryStream(Path.of("target"), "gatehouse-*.tar.gz")) {
      for (var file : files) {
        return file.toAbsolutePath();
      }
    }
    return fail("target/gatehouse-*.tar.gz is missing; mvn package makes it");
  }

  /** Unpacks it there. */
  static Distribution unpacked(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    run(List.of("tar", "-xzf", archive().toString(), "-C", folder.toString()), Map.of());
    run(List.of("chmod", "-R", "a-w", folder.toString()), Map.of());
    try (var files = Files.newDirectoryStream(folder)) {
      return new Distribution(files.iterator().next());
    }
  }

  /** A new folder for somebody not root to write to, in one that they can pass. */
  static Path writable(Path folder) throws IOException, InterruptedException {
    Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder);
    if (ROOT) {
      run(List.of("chown", "games:games", folder.toString()), Map.of());
    }
    return folder;
  }

  /** Runs {@code gatehouse} with these arguments, from the root directory. */
  Outcome gatehouse(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(command(arguments), environment);
  }

  /** Runs the server as it comes. */
  ServerProcess start(Path data, Map<String, String> environment) throws IOException {
    return ServerProcess.start(command("run"), data, environment);
  }

  private List<String> command(String... arguments) {
    var command = new ArrayList<String>();
    if (ROOT) {
      command.addAll(List.of("setpriv", "--reuid=games", "--regid=games", "--clear-groups", "--"));
    }
    command.add(home.resolve("bin/gatehouse").toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** Runs a program to its end. */
  static Outcome run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(Path.of("/").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
    builder.environment().putAll(environment);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), said);
  }
}
