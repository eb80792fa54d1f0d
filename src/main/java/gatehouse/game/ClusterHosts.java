package gatehouse.game;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.typed.Cluster;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * The hosts as cluster membership and receptionist know them.
 *
 * <p>A host that this node has heard of is where it says. One it has not heard of is gone only if
 * its node is no member any more, or is this one: then it was a host of a process before this.
 */
final class ClusterHosts implements Hosts {

  private final ActorRef<GameHost.Command> local;
  private final ActorRefResolver resolver;
  private final Cluster cluster;
  private final Map<String, ActorRef<GameHost.Command>> known = new ConcurrentHashMap<>();

  private ClusterHosts(ActorSystem<?> system, ActorRef<GameHost.Command> local) {
    this.local = local;
    this.resolver = ActorRefResolver.get(system);
    this.cluster = Cluster.get(system);
  }

  /** Registers the local host and learns of the others from now on. */
  static ClusterHosts join(ActorSystem<?> system, ActorRef<GameHost.Command> local) {
    var hosts = new ClusterHosts(system, local);
    system.systemActorOf(hosts.listener(), "game-hosts", akka.actor.typed.Props.empty());
    system.receptionist().tell(Receptionist.register(GameHost.KEY, local));
    return hosts;
  }

  @Override
  public ActorRef<GameHost.Command> local() {
    return local;
  }

  @Override
  public String here() {
    return resolver.toSerializationFormat(local);
  }

  @Override
  public Place find(String address) {
    if (address.equals(here())) {
      return new At(local);
    }
    var host = known.get(address);
    if (host != null) {
      return new At(host);
    }
    return isElsewhere(AddressFromURIString.parse(address)) ? new OutOfReach() : new Gone();
  }

  private boolean isElsewhere(Address node) {
    return !node.equals(cluster.selfMember().address())
        && StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
            .anyMatch(member -> member.address().equals(node));
  }

  private Behavior<Receptionist.Listing> listener() {
    return Behaviors.setup(context -> {
      context
          .getSystem()
          .receptionist()
          .tell(Receptionist.subscribe(GameHost.KEY, context.getSelf()));
      return Behaviors.receiveMessage(listing -> {
        learn(listing);
        return Behaviors.same();
      });
    });
  }

  private void learn(Receptionist.Listing listing) {
    var alive = listing.getServiceInstances(GameHost.KEY);
    known.values().removeIf(host -> !alive.contains(host));
    alive.forEach(host -> known.put(resolver.toSerializationFormat(host), host));
  }
}
