package gatehouse.ssh;

import com.typesafe.config.Config;
import gatehouse.admission.Networks;
import java.time.Duration;
import java.util.List;

/** {@code gatehouse.ssh.proxy} in {@code reference.conf}, where each key is explained. */
public record ProxySettings(List<String> networks, Duration headerTimeout) {

  private static final String AT = "gatehouse.ssh.proxy.";

  /** Refuses what cannot work, naming the key; takes a copy. */
  public ProxySettings {
    networks = List.copyOf(networks);
    try {
      Networks.of(networks);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(AT + "networks: " + malformed.getMessage(), malformed);
    }
    if (!headerTimeout.isPositive()) {
      throw new IllegalArgumentException(AT + "header-timeout must be positive: " + headerTimeout);
    }
  }

  /** Reads the section {@code gatehouse.ssh.proxy}. */
  static ProxySettings from(Config proxy) {
    return new ProxySettings(proxy.getStringList("networks"), proxy.getDuration("header-timeout"));
  }
}
