package gatehouse.ssh;

import static java.util.Objects.requireNonNull;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gatehouse.admission.AdmissionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A front door on a free port, and those who came in by it. */
final class Doorway implements AutoCloseable {

  /** Made once, as RSA keys take long. */
  static final Path KEYS = keys();

  private final BlockingQueue<Guest> guests = new LinkedBlockingQueue<>();
  private final KnownAccounts accounts = new KnownAccounts();
  private final SshFrontDoor door;

  /** Opens one with the default settings but for those in {@code changes} (HOCON). */
  static Doorway open(ActorSystem<?> system, String changes) throws Exception {
    return open(system, changes, "");
  }

  /** Opens one with these changes to {@code gatehouse.ssh} and {@code gatehouse.admission}. */
  static Doorway open(ActorSystem<?> system, String changes, String admission) throws Exception {
    return new Doorway(system, settings(changes), admissionSettings(admission));
  }

  private Doorway(ActorSystem<?> system, SshSettings settings, AdmissionSettings admission)
      throws Exception {
    door =
        SshFrontDoor.start(
                system,
                settings,
                admission,
                accounts,
                (line, guarded, who, userName) ->
                    guests.add(new Guest(line, guarded, who, userName)))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
  }

  static SshSettings settings(String changes) {
    var ours = "host = 127.0.0.1, port = 0, host-keys = \"" + KEYS + "\"\n";
    return SshSettings.from(section(ours + changes));
  }

  static AdmissionSettings admissionSettings(String changes) {
    return AdmissionSettings.from(section("gatehouse.admission", changes));
  }

  static Config section(String changes) {
    return section("gatehouse.ssh", changes);
  }

  private static Config section(String path, String changes) {
    return ConfigFactory.parseString(path + " {" + changes + "}")
        .withFallback(ConfigFactory.defaultReference())
        .resolve()
        .getConfig(path);
  }

  SshFrontDoor door() {
    return door;
  }

  int port() {
    return door.address().getPort();
  }

  KnownAccounts accounts() {
    return accounts;
  }

  /** Waits for the next person who comes in. */
  Guest guest() throws InterruptedException {
    return requireNonNull(guests.poll(20, TimeUnit.SECONDS), "nobody came in");
  }

  boolean isEmpty() {
    return guests.isEmpty();
  }

  @Override
  public void close() {
    door.close(Duration.ofSeconds(1)).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static Path keys() {
    try {
      var folder = Files.createTempDirectory("gatehouse-host-keys");
      folder.toFile().deleteOnExit();
      HostKeys.in(folder, true);
      try (var files = Files.list(folder)) {
        files.forEach(file -> file.toFile().deleteOnExit());
      }
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
