package gatehouse;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server of the same program, Java and options as this process, that is started so that the JVM
 * may see which classes that takes. It lives in a folder of its own, has no settings but the
 * defaults, and listens to nobody.
 */
final class Training {

  private static final String PROGRAM = "gatehouse.Gatehouse";
  private static final long LONGEST_MINUTES = 10;

  private final Path folder;

  private Training(Path folder) {
    this.folder = folder;
  }

  /** Whether the JVM accepts a cache for this program. */
  static boolean isUsable(Path cache) throws IOException {
    var command = java(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
    command.add("version");
    var process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return Waiting.until(process.onExit()).exitValue() == 0;
  }

  /** Makes the cache, or leaves what was there. */
  static void run(Path cache) throws IOException {
    var folder = Files.createTempDirectory(cache.getParent(), "training");
    try {
      var made = new Training(folder).make(folder.resolve("made.aot"));
      Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(folder);
    }
  }

  private Path make(Path cache) throws IOException {
    var process = start(cache);
    var limit =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(LONGEST_MINUTES, TimeUnit.MINUTES));
    var last = readToTheEnd(process);
    limit.cancel(false);
    if (!Files.isReadable(cache)) {
      throw new StartFailure("the server that the cache is made with failed: " + last);
    }
    return cache;
  }

  private Process start(Path cache) throws IOException {
    var command = java(List.of("-XX:AOTCacheOutput=" + cache, "-Dgatehouse.stop-with-parent=true"));
    command.add("run");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
    environment.put("GATEHOUSE_CONF_DIR", folder.resolve("no-settings").toString());
    environment.put("GATEHOUSE_DATA_DIR", folder.resolve("data").toString());
    environment.put("GATEHOUSE_SSH_HOST", "127.0.0.1");
    environment.put("GATEHOUSE_SSH_PORT", "0");
    environment.put("GATEHOUSE_MANAGEMENT_PORT", "0");
    return builder.start();
  }

  /** Tells it to stop as soon as it is ready; the answer is the last line it said. */
  private static String readToTheEnd(Process process) throws IOException {
    var last = "it said nothing";
    try (BufferedReader console = process.inputReader()) {
      for (var line = console.readLine(); line != null; line = console.readLine()) {
        last = line;
        if (line.startsWith("gatehouse is ready")) {
          // Process.destroy() would close the console, and with it what there is to say.
          process.toHandle().destroy();
        }
      }
    }
    return last;
  }

  /** The command line of this process with other things to do with a cache, up to the arguments. */
  private static List<String> java(List<String> options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-XX:AOT"))
        .forEach(command::add);
    command.addAll(options);
    command.add("-Xlog:aot*=off");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
    return command;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
