package gatehouse.backend.grpc;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code gatehouse.backend} in {@code reference.conf}, where each key is explained. */
public record BackendSettings(
    Duration callTimeout,
    Duration keepAliveInterval,
    Duration keepAliveTimeout,
    int breakerFailures,
    Duration breakerPause) {

  /** Refuses what would never answer or never ask. */
  public BackendSettings {
    if (callTimeout.isZero() || callTimeout.isNegative()) {
      throw new IllegalArgumentException("call-timeout must be positive");
    }
    if (breakerFailures < 1) {
      throw new IllegalArgumentException("breaker.failures must be at least 1");
    }
  }

  /** Reads the section. */
  public static BackendSettings from(Config backend) {
    return new BackendSettings(
        backend.getDuration("call-timeout"),
        backend.getDuration("keep-alive.interval"),
        backend.getDuration("keep-alive.timeout"),
        backend.getInt("breaker.failures"),
        backend.getDuration("breaker.pause"));
  }
}
