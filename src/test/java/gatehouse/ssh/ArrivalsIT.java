package gatehouse.ssh;

import static gatehouse.testkit.ProxyHeaders.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.admission.Admission;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-ddos")
class ArrivalsIT {

  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final SshServer server = SshServer.setUpDefaultServer();

  private BareSocket connect(String networks, Arrivals arrivals) throws Exception {
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(HostKeys.in(Doorway.KEYS, false).pairs()));
    var balancers = new LoadBalancers(new ProxySettings(List.of(networks), Duration.ofHours(1)));
    var turns = new Turns(1, Duration.ofHours(1), InstantSource.system(), Runnable::run);
    server.setIoServiceFactoryFactory(sockets(balancers));
    server.setSessionFactory(new GuardedSession.Factory(server, turns, balancers, arrivals));
    server.start();
    return new BareSocket((InetSocketAddress) server.getBoundAddresses().iterator().next());
  }

  private static Nio2ServiceFactoryFactory sockets(LoadBalancers balancers) {
    var admission =
        new Admission(
            Doorway.admissionSettings(""), 10, Duration.ofHours(1), InstantSource.system());
    return new Nio2ServiceFactoryFactory() {
      @Override
      public IoServiceFactory create(FactoryManager manager) {
        return new Sockets(manager, admission, balancers, Runnable::run);
      }
    };
  }

  private void write(ServerSession session) {
    arrived.add(Plain.address(session.getClientAddress()));
  }

  private static void sendAway(ServerSession session) throws SshException {
    throw new SshException(
        SshConstants.SSH2_DISCONNECT_TOO_MANY_CONNECTIONS, "not today, " + session.isOpen());
  }

  @AfterEach
  void close() throws Exception {
    server.close(true).await(Duration.ofSeconds(20));
  }

  @Test
  void are_told_of_whoever_connects_without_waiting_for_a_word() throws Exception {
    try (var client = connect("192.0.2.0/24", this::write)) {
      await().untilAsserted(() -> assertThat(arrived).hasSize(1));
      assertThat(arrived.getFirst()).startsWith("127.0.0.1:");
      client.introduction();
      client.sends("SSH-2.0-x\r\n").message();
      assertThat(arrived).hasSize(1);
    }
  }

  @Test
  void are_told_of_whoever_a_load_balancer_speaks_for_and_not_before() throws Exception {
    try (var balancer = connect("127.0.0.1", this::write)) {
      assertThat(balancer.hearsNothingFor(200)).isTrue();
      assertThat(arrived).isEmpty();
      balancer.sends(block("192.0.2.7", 50_000)).introduction();
      balancer.sendsBytewise("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII)).message();
      assertThat(arrived).containsExactly("192.0.2.7:50000");
    }
  }

  @Test
  void that_are_refused_are_told_why_and_exchange_no_keys() throws Exception {
    try (var client = connect("192.0.2.0/24", ArrivalsIT::sendAway)) {
      assertThat(client.introduction()).startsWith("SSH-2.0-");
      assertThat(client.message())
          .startsWith(SshConstants.SSH_MSG_DISCONNECT, 0, 0, 0, 12)
          .asString()
          .contains("not today, true");
      assertThat(client.hearsToTheEnd()).isEmpty();
    }
  }

  @Test
  void that_are_refused_behind_a_load_balancer_are_told_why() throws Exception {
    try (var client = connect("127.0.0.1", ArrivalsIT::sendAway)) {
      client.sends(block("192.0.2.7", 50_000));
      assertThat(client.introduction()).startsWith("SSH-2.0-");
      assertThat(new String(client.message(), StandardCharsets.US_ASCII)).contains("not today");
      assertThat(client.hearsToTheEnd()).isEmpty();
    }
  }
}
