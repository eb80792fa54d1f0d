package gatehouse.stories;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A client that is a program of its own, with a home of its own, so that no configuration of this
 * machine matters.
 */
record ClientProgram(Path home, Function<Call, List<String>> command) implements Client {

  /** A program of {@code src/test/clients}, or one compiled there: a shell on its two streams. */
  static ClientProgram onPipes(Path home, String... command) {
    return new ClientProgram(
        home,
        call -> {
          var all = new ArrayList<>(Arrays.asList(command));
          all.add(Integer.toString(call.port()));
          all.addAll(List.of(call.user(), call.method().toString(), call.password()));
          return all;
        });
  }

  /**
   * A program that insists on a terminal. It gets one of 80×24 from {@code script}, at which its
   * own questions are seen and answered too.
   */
  static ClientProgram onTerminal(Path home, Function<Call, List<String>> command) {
    return new ClientProgram(
        home,
        call -> {
          var words =
              command.apply(call).stream()
                  .map(word -> "'" + word + "'")
                  .collect(Collectors.joining(" "));
          var line = "stty rows 24 cols 80; exec " + words;
          return List.of("script", "-qefc", line, "/dev/null");
        });
  }

  @Override
  public Shell opens(Call call) throws IOException {
    var builder = new ProcessBuilder(command.apply(call)).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("TERM", "xterm");
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("PYTHONWARNINGS", "ignore");
    var process = builder.start();
    return new Shell(
        process.getInputStream(),
        process.getOutputStream(),
        () -> {
          assertThat(process.waitFor(20, SECONDS)).as("it has ended").isTrue();
          return process.exitValue();
        },
        () -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
  }
}
