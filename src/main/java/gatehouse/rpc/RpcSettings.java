package gatehouse.rpc;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code gatehouse.rpc} in {@code reference.conf}, where each key is explained. */
public record RpcSettings(
    int maxConcurrentStreams,
    int streamBuffer,
    int connectionBuffer,
    Duration pingInterval,
    Duration pingTimeout) {

  /** Refuses settings under which calls would hang. */
  public RpcSettings {
    requirePositive("max-concurrent-streams", maxConcurrentStreams);
    requirePositive("stream-buffer", streamBuffer);
    if (connectionBuffer < streamBuffer) {
      throw new IllegalArgumentException(
          "gatehouse.rpc.connection-buffer must not be below stream-buffer");
    }
    requirePositive("ping-interval", pingInterval.toMillis());
    requirePositive("ping-timeout", pingTimeout.toMillis());
    if (pingInterval.toMillis() % pingTimeout.toMillis() != 0) {
      throw new IllegalArgumentException(
          "gatehouse.rpc.ping-interval must be a multiple of ping-timeout");
    }
  }

  /** Reads {@code gatehouse.rpc}. */
  public static RpcSettings from(Config rpc) {
    return new RpcSettings(
        rpc.getInt("max-concurrent-streams"),
        Math.toIntExact(rpc.getBytes("stream-buffer")),
        Math.toIntExact(rpc.getBytes("connection-buffer")),
        rpc.getDuration("ping-interval"),
        rpc.getDuration("ping-timeout"));
  }

  private static void requirePositive(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("gatehouse.rpc." + key + " must be above zero");
    }
  }
}
