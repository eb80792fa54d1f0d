package gatehouse.ssh;

import gatehouse.admission.Admission;
import gatehouse.backend.Accounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.channel.throttle.ChannelStreamWriterResolver;
import org.apache.sshd.common.file.nonefs.NoneFileSystemFactory;
import org.apache.sshd.common.forward.DefaultForwarderFactory;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.helpers.DefaultUnknownChannelReferenceHandler;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.AbstractServerSession;

/**
 * MINA's server with nothing in it but what gatehouse offers: no defaults of its own choosing, no
 * commands, subsystems, forwarding or files.
 */
final class MinaServer extends SshServer {

  /** What clients are told they talk to. */
  static final String IDENTIFICATION = "SSH-2.0-gatehouse";

  MinaServer(
      SshSettings settings,
      HostKeys hostKeys,
      Porter porter,
      Accounts accounts,
      Callers callers,
      Executor executor) {
    setHost(settings.host());
    setPort(settings.port());
    setKeyPairProvider(KeyPairProvider.wrap(hostKeys.pairs()));
    Algorithms.offer(this, settings.legacy(), settings.compression());
    limit(settings);
    setServiceFactories(
        List.of(
            new OncePerConnection(SignIn.NAME, session -> new SignIn(session, settings, accounts)),
            new OncePerConnection(
                SshConnection.NAME, session -> connection(session, settings, hostKeys))));
    setChannelFactories(List.of(new SshChannel.Opener(settings, callers, executor)));
    var balancers = new LoadBalancers(settings.proxy());
    var vigilance = new Vigilance(balancers);
    setIoServiceFactoryFactory(sockets(porter.admission(), balancers, executor));
    setSessionFactory(new GuardedSession.Factory(this, porter.turns(), balancers, vigilance));
    addSessionListener(vigilance);
    refuseTheRest();
  }

  private static Service connection(
      AbstractServerSession session, SshSettings settings, HostKeys hostKeys) {
    try {
      return new SshConnection(session, settings, hostKeys);
    } catch (IOException notSignedIn) {
      throw new UncheckedIOException(notSignedIn);
    }
  }

  private void limit(SshSettings settings) {
    CoreModuleProperties.SERVER_IDENTIFICATION.set(
        this, IDENTIFICATION.substring("SSH-2.0-".length()));
    // Admission keeps the login grace: MINA's takes longer the more connections there are.
    CoreModuleProperties.AUTH_TIMEOUT.set(this, Duration.ZERO);
    CoreModuleProperties.IDLE_TIMEOUT.set(this, Duration.ZERO);
    CoreModuleProperties.DISCONNECT_TIMEOUT.set(this, Duration.ofSeconds(1));
    CoreModuleProperties.CHANNEL_CLOSE_TIMEOUT.set(this, settings.goodbye());
    CoreModuleProperties.NIO2_MIN_WRITE_TIMEOUT.set(this, settings.patience());
    CoreModuleProperties.NIO2_READ_BUFFER_SIZE.set(this, settings.readBuffer());
    CoreModuleProperties.TCP_NODELAY.set(this, true);
    CoreModuleProperties.SOCKET_BACKLOG.set(this, settings.backlog());
    CoreModuleProperties.WINDOW_SIZE.set(this, (long) settings.window());
    CoreModuleProperties.MAX_PACKET_SIZE.set(this, 32L * 1024);
    CoreModuleProperties.MAX_IDENTIFICATION_SIZE.set(this, 255);
    if (settings.ioThreads() > 0) {
      CoreModuleProperties.NIO_WORKERS.set(this, settings.ioThreads());
    }
  }

  private static Nio2ServiceFactoryFactory sockets(
      Admission admission, LoadBalancers balancers, Executor executor) {
    return new Nio2ServiceFactoryFactory() {
      @Override
      public IoServiceFactory create(FactoryManager manager) {
        return new Sockets(manager, admission, balancers, executor);
      }
    };
  }

  private void refuseTheRest() {
    setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    setForwarderFactory(DefaultForwarderFactory.INSTANCE);
    setFileSystemFactory(NoneFileSystemFactory.INSTANCE);
    setChannelStreamWriterResolver(ChannelStreamWriterResolver.NONE);
    setUnknownChannelReferenceHandler(DefaultUnknownChannelReferenceHandler.INSTANCE);
    setGlobalRequestHandlers(List.of());
    // MINA will not start without one; it is never asked, as signing in is not its service's work.
    setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
  }

  /** Lets nobody else in; who is here stays. */
  void stopAccepting() {
    acceptor.unbind();
  }

  @Override
  public String toString() {
    return "ssh";
  }
}
