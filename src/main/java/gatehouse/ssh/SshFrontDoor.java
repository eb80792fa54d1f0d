package gatehouse.ssh;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import gatehouse.admission.Admission;
import gatehouse.admission.AdmissionSettings;
import gatehouse.backend.Accounts;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import scala.concurrent.ExecutionContextExecutor;

/**
 * Where people come in: an SSH server, open from when it is started.
 *
 * <pre>
 *   socket ──▶ Sockets ──▶ SshTransport ──▶ SignIn ──▶ SshConnection ──▶ SshChannel ──▶ SshLine
 *              from where?  keys             who?       how many           what for?     to Callers
 *              how many?                                sessions?
 * </pre>
 *
 * <p>Thread-safe; nothing blocks but starting and closing, which happen on a thread of their own.
 */
public final class SshFrontDoor {

  private final ActorSystem<?> system;
  private final MinaServer server;
  private final Porter porter;
  private final InetSocketAddress address;
  private final List<String> fingerprints;

  private SshFrontDoor(
      ActorSystem<?> system,
      MinaServer server,
      Porter porter,
      InetSocketAddress address,
      List<String> fingerprints) {
    this.system = system;
    this.server = server;
    this.porter = porter;
    this.address = address;
    this.fingerprints = fingerprints;
  }

  /**
   * Reads or makes the host keys and begins to listen.
   *
   * @return fails with {@link SshStartException} if that cannot be done
   */
  public static CompletionStage<SshFrontDoor> start(
      ActorSystem<?> system,
      SshSettings settings,
      AdmissionSettings admission,
      Accounts accounts,
      Callers callers) {
    return CompletableFuture.supplyAsync(
        () -> open(system, settings, admission, accounts, callers), blocking(system));
  }

  private static SshFrontDoor open(
      ActorSystem<?> system,
      SshSettings settings,
      AdmissionSettings admission,
      Accounts accounts,
      Callers callers) {
    var keys = HostKeys.in(settings.hostKeys(), settings.legacy());
    var executor = system.executionContext();
    var porter = Porter.of(settings, admission, executor);
    var server = new MinaServer(settings, keys, porter, accounts, callers, executor);
    try {
      server.start();
      porter.start(system.scheduler(), executor, blocking(system));
      var bound = (InetSocketAddress) server.getBoundAddresses().iterator().next();
      return new SshFrontDoor(system, server, porter, bound, keys.fingerprints());
    } catch (BindException taken) {
      server.close(true);
      throw new SshStartException(problem(settings, taken), taken);
    } catch (IOException | RuntimeException failure) {
      server.close(true);
      throw new SshStartException(
          "gatehouse.ssh cannot listen on %s port %d: %s"
              .formatted(settings.host(), settings.port(), failure),
          failure);
    }
  }

  private static String problem(SshSettings settings, BindException failure) {
    var why = String.valueOf(failure.getMessage());
    return why.contains("in use")
        ? "port %d is taken: stop what listens there, or set gatehouse.ssh.port"
            .formatted(settings.port())
        : "cannot listen on %s port %d (%s): set gatehouse.ssh.host and gatehouse.ssh.port"
            .formatted(settings.host(), settings.port(), why);
  }

  /** Where it listens, with the port that was found if none was asked for. */
  public InetSocketAddress address() {
    return address;
  }

  /** The host keys as clients show them, best first: {@code ssh-ed25519 SHA256:…}. */
  public List<String> fingerprints() {
    return fingerprints;
  }

  /** What decides who may come in. */
  public Admission admission() {
    return porter.admission();
  }

  /** Accepts no more connections; those that are open stay. Idempotent. */
  public void stopAccepting() {
    server.stopAccepting();
  }

  /**
   * Closes every session and connection, waiting until {@code deadline} for what is on its way to
   * people. Completes when nothing of this door is left.
   */
  public CompletionStage<Done> close(Duration deadline) {
    var closed = new CompletableFuture<Done>();
    var blocking = blocking(system);
    var impatience = system.scheduler().scheduleOnce(deadline, () -> server.close(true), blocking);
    blocking.execute(() ->
        server
            .close(false)
            .addListener(done -> {
              impatience.cancel();
              porter.stop();
              closed.complete(Done.getInstance());
            }));
    return closed;
  }

  private static ExecutionContextExecutor blocking(ActorSystem<?> system) {
    return system.dispatchers().lookup(DispatcherSelector.blocking());
  }
}
