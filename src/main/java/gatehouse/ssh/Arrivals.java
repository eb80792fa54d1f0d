package gatehouse.ssh;

import org.apache.sshd.common.SshException;
import org.apache.sshd.server.session.ServerSession;

/** Told of everybody who comes, when it is known where from and before keys are exchanged. */
@FunctionalInterface
interface Arrivals {

  /**
   * Somebody is here, and {@link ServerSession#getClientAddress} says from where: at once, or, by
   * way of a load balancer, as soon as that has said so. Called once for each connection, on an I/O
   * thread, when the server has introduced itself: from then on a client understands a refusal.
   *
   * @throws SshException if the connection is refused; the client is shown its message
   */
  void arrived(ServerSession session) throws SshException;
}
