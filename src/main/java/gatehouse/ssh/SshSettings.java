package gatehouse.ssh;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code gatehouse.ssh} in {@code reference.conf}, where each key is explained. */
public record SshSettings(
    String host,
    int port,
    int backlog,
    Path hostKeys,
    boolean legacy,
    boolean compression,
    List<String> environment,
    Set<String> sharedNames,
    Duration loginGrace,
    int tries,
    int connections,
    int keyExchanges,
    Duration keyExchangeWait,
    int channelsPerConnection,
    Duration keepaliveInterval,
    int keepaliveMisses,
    int ioThreads,
    int readBuffer,
    int window,
    int outputLimit,
    Duration goodbye,
    ProxySettings proxy) {

  /** Refuses what cannot work, naming the key; takes copies. */
  public SshSettings {
    require(port >= 0 && port <= 65535, "port", "between 0 and 65535", port);
    require(backlog > 0, "backlog", "positive", backlog);
    require(loginGrace.isPositive(), "login-grace", "positive", loginGrace);
    require(tries > 0, "tries", "positive", tries);
    require(connections > 0, "connections", "positive", connections);
    require(keyExchanges >= 0, "key-exchanges", "zero or more", keyExchanges);
    require(keyExchangeWait.isPositive(), "key-exchange-wait", "positive", keyExchangeWait);
    require(
        channelsPerConnection > 0, "channels-per-connection", "positive", channelsPerConnection);
    require(keepaliveInterval.isPositive(), "keepalive.interval", "positive", keepaliveInterval);
    require(keepaliveMisses > 0, "keepalive.misses", "positive", keepaliveMisses);
    require(ioThreads >= 0, "io-threads", "zero or more", ioThreads);
    require(readBuffer >= 512, "read-buffer", "at least 512", readBuffer);
    require(window >= 32 * 1024, "window", "at least 32 KiB", window);
    require(outputLimit >= 32 * 1024, "output-limit", "at least 32 KiB", outputLimit);
    require(goodbye.isPositive(), "goodbye", "positive", goodbye);
    environment = List.copyOf(environment);
    for (var name : environment) {
      require(name.matches("\\w+\\*?"), "environment", "names of variables", name);
    }
    sharedNames =
        sharedNames.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Reads the section {@code gatehouse.ssh}. */
  public static SshSettings from(Config ssh) {
    return new SshSettings(
        ssh.getString("host"),
        ssh.getInt("port"),
        ssh.getInt("backlog"),
        Path.of(ssh.getString("host-keys")),
        ssh.getBoolean("legacy"),
        ssh.getBoolean("compression"),
        ssh.getStringList("environment"),
        Set.copyOf(ssh.getStringList("shared-names")),
        ssh.getDuration("login-grace"),
        ssh.getInt("tries"),
        ssh.getInt("connections"),
        ssh.getInt("key-exchanges"),
        ssh.getDuration("key-exchange-wait"),
        ssh.getInt("channels-per-connection"),
        ssh.getDuration("keepalive.interval"),
        ssh.getInt("keepalive.misses"),
        ssh.getInt("io-threads"),
        bytes(ssh, "read-buffer"),
        bytes(ssh, "window"),
        bytes(ssh, "output-limit"),
        ssh.getDuration("goodbye"),
        ProxySettings.from(ssh.getConfig("proxy")));
  }

  /** Whether people come in under this SSH user name without signing in. */
  boolean isShared(String userName) {
    return sharedNames.contains(userName.toLowerCase(Locale.ROOT));
  }

  /** How long a peer may be silent before it is taken for dead. */
  Duration patience() {
    return keepaliveInterval.multipliedBy(keepaliveMisses);
  }

  /** How many may exchange keys at once. */
  int turns() {
    return keyExchanges > 0
        ? keyExchanges
        : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  private static int bytes(Config ssh, String key) {
    long bytes = ssh.getBytes(key);
    require(bytes <= 64 * 1024 * 1024, key, "at most 64 MiB", bytes);
    return (int) bytes;
  }

  private static void require(boolean holds, String key, String what, Object is) {
    if (!holds) {
      throw new IllegalArgumentException("gatehouse.ssh." + key + " must be " + what + ": " + is);
    }
  }
}
