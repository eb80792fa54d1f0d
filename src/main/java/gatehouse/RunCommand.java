package gatehouse;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gatehouse run}. When it has succeeded the server's own threads go on. */
@Command(name = "run", description = "Runs until it is told to stop, by SIGTERM or Ctrl-C.")
final class RunCommand implements Callable<Integer> {

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Override
  public Integer call() {
    return Gatehouse.run(options);
  }
}
