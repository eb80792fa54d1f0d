package gatehouse;

import com.typesafe.config.Config;
import gatehouse.ssh.HostKeys;
import gatehouse.ssh.SshSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse admin host-keys}: what an operator publishes of the SSH server's identity. */
@Command(
    name = "host-keys",
    description = {
      "Prints the host keys, current and next, for publishing: their fingerprints, records",
      "for the DNS, and lines for known_hosts."
    })
final class ListHostKeys extends PrintingCommand {

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "The name people connect to, if it is not gatehouse.server-id.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port people connect to, if it is not the one of the configuration.")
  private @Nullable Integer port;

  @Override
  public Integer call() {
    var config = options.load();
    var settings = SshSettings.from(config.getConfig("gatehouse.ssh"));
    var keys = HostKeys.read(settings.hostKeys(), settings.legacy());
    var name = name(config);
    says("# " + settings.hostKeys());
    saysAll(keys.fingerprints());
    keys.nextFingerprints().forEach(key -> says(key + " (next)"));
    says("# DNS");
    saysAll(keys.sshfp(name));
    says("# known_hosts");
    saysAll(keys.knownHosts(name, port == null ? settings.port() : port));
    return 0;
  }

  private void saysAll(List<String> lines) {
    lines.forEach(this::says);
  }

  private String name(Config config) {
    var name = host == null ? config.getString("gatehouse.server-id") : host;
    if (!name.matches("[A-Za-z0-9:._-]+")) {
      throw new StartFailure("'" + name + "' is no host name; --host says how people connect");
    }
    return name;
  }
}
