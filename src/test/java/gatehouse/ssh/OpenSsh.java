package gatehouse.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenSSH's client, run without any configuration of this machine. */
final class OpenSsh {

  /** How it ended and what it said. */
  record Ended(int status, String out, String errors) {}

  private final Path folder;
  private final int port;
  private String term = "xterm";
  private boolean strict;

  OpenSsh(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Has it send another TERM. */
  OpenSsh on(String term) {
    this.term = term;
    return this;
  }

  /** Has it go only to a server whose key it knows. */
  OpenSsh strictly() {
    strict = true;
    return this;
  }

  /** Where it keeps the keys of the servers it knows. */
  Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /** Runs it with these arguments, typing {@code keys} and nothing more. */
  Ended run(String keys, String... arguments) throws Exception {
    var ssh = start(arguments);
    try (var typing = ssh.getOutputStream()) {
      typing.write(keys.getBytes(StandardCharsets.UTF_8));
    }
    return ended(ssh);
  }

  /** Starts it; its standard input stays open. */
  Process start(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "/usr/bin/ssh",
                "-F",
                "none",
                "-o",
                "StrictHostKeyChecking=" + (strict ? "yes" : "no"),
                "-o",
                "UserKnownHostsFile=" + knownHosts(),
                "-p",
                Integer.toString(port)));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().put("TERM", term);
    builder.environment().put("SSH_ASKPASS", folder.resolve("askpass").toString());
    builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
    return builder.start();
  }

  /** Answers every prompt with {@code password}, writing down what was asked. */
  OpenSsh answering(String password) throws IOException {
    Files.writeString(
        folder.resolve("askpass"),
        """
        #!/bin/sh
        printf '%%s\\n' "$1" >> '%s'
        printf '%%s\\n' '%s'
        """
            .formatted(folder.resolve("prompts"), password),
        StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(
        folder.resolve("askpass"), PosixFilePermissions.fromString("rwx------"));
    return this;
  }

  String prompts() throws IOException {
    return Files.readString(folder.resolve("prompts"));
  }

  Ended ended(Process ssh) throws Exception {
    assertThat(ssh.waitFor(20, TimeUnit.SECONDS)).as("ssh has ended").isTrue();
    return new Ended(
        ssh.exitValue(),
        Files.readString(folder.resolve("out"), StandardCharsets.ISO_8859_1),
        Files.readString(folder.resolve("errors"), StandardCharsets.ISO_8859_1));
  }
}
