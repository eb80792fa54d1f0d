package gatehouse;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command line may say about the configuration; it wins over everything else that does. */
final class ConfigurationOptions {

  private final Map<String, String> files = new HashMap<>();
  private Config given = ConfigFactory.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A file of settings of your own, in place of $GATEHOUSE_CONFIG.")
  void config(@Nullable String file) {
    name("GATEHOUSE_CONFIG", file);
  }

  @Option(
      names = "--conf-dir",
      paramLabel = "DIR",
      description = "The folder of settings and games, in place of $GATEHOUSE_CONF_DIR.")
  void folder(@Nullable String folder) {
    name("GATEHOUSE_CONF_DIR", folder);
  }

  @Option(
      names = "--roles",
      paramLabel = "ROLES",
      description = "What the process does: any of gateway,game,auth.")
  void roles(@Nullable String roles) {
    if (roles != null) {
      set("--roles", "gatehouse.roles", Configuration.list(roles));
    }
  }

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The folder for all that is kept.")
  void data(@Nullable String folder) {
    set("--data-dir", "gatehouse.data-dir", folder);
  }

  @Option(
      names = "--ssh-port",
      paramLabel = "PORT",
      description = "Where people come in; 0 is any free port.")
  void sshPort(@Nullable Integer port) {
    set("--ssh-port", "gatehouse.ssh.port", port);
  }

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      description = "The port for operators and their tools.")
  void managementPort(@Nullable Integer port) {
    set("--management-port", "gatehouse.management.port", port);
  }

  private void name(String variable, @Nullable String file) {
    if (file != null) {
      files.put(variable, file);
    }
  }

  private void set(String option, String key, @Nullable Object value) {
    if (value != null) {
      given = given.withValue(key, ConfigValueFactory.fromAnyRef(value, "command line, " + option));
    }
  }

  /** The configuration; fails with {@link StartFailure} on the first fault. */
  Config load() {
    return Configuration.load(given, this::variable);
  }

  /** The games of the same configuration, now and whenever they change. */
  ConfiguredCatalogue catalogue() {
    return new ConfiguredCatalogue(given, this::variable);
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(files.get(name)).or(() -> Optional.ofNullable(System.getenv(name)));
  }
}
