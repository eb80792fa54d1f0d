package gatehouse.ssh;

import java.io.IOException;
import java.util.function.Function;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.session.AbstractServerSession;

/**
 * Starts one of SSH's two services when a client asks for it, and only the first time: a second
 * instance would begin with fresh limits and forget what the first has open.
 */
final class OncePerConnection implements ServiceFactory {

  private final AttributeKey<Boolean> started = new AttributeKey<>();
  private final String name;
  private final Function<AbstractServerSession, Service> service;

  OncePerConnection(String name, Function<AbstractServerSession, Service> service) {
    this.name = name;
    this.service = service;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Service create(Session session) throws IOException {
    if (session.setAttribute(started, true) != null) {
      throw new IOException(name + " is there already");
    }
    return service.apply((AbstractServerSession) session);
  }
}
