package gatehouse.game;

import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.ClusterEvent;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * The hosts as cluster membership and receptionist know them.
 *
 * <p>A host that this node has heard of is where it says. One of a process before this one, on the
 * same data directory, is gone: the kernel has hung up on its games. One of another node is gone
 * once that has been no member for as long as the lease of its games lasts.
 */
final class ClusterHosts implements Hosts {

  private static final char SEPARATOR = ' ';

  private final ActorRef<GameHost.Command> local;
  private final String node;
  private final Lease lease;
  private final Instant started;
  private final ActorRefResolver resolver;
  private final Cluster cluster;
  private final Map<String, ActorRef<GameHost.Command>> known = new ConcurrentHashMap<>();

  /** When each was lost, of those for which that is not long ago. */
  private final Map<Address, Instant> lost = new ConcurrentHashMap<>();

  private ClusterHosts(
      ActorSystem<?> system, ActorRef<GameHost.Command> local, String node, Lease lease) {
    this.local = local;
    this.node = node;
    this.lease = lease;
    this.resolver = ActorRefResolver.get(system);
    this.cluster = Cluster.get(system);
    this.started = lease.clock().instant();
  }

  /** How long games may run on that nobody renews the lease of. */
  record Lease(Duration length, Clock clock) {}

  /**
   * Registers the local host and learns of the others from now on.
   *
   * @param node what tells this data directory from all others
   */
  static ClusterHosts join(
      ActorSystem<?> system, ActorRef<GameHost.Command> local, String node, Lease lease) {
    var hosts = new ClusterHosts(system, local, node, lease);
    system.systemActorOf(hosts.listener(), "game-hosts", Props.empty());
    system.systemActorOf(hosts.losses(), "game-hosts-lost", Props.empty());
    system.receptionist().tell(Receptionist.register(GameHost.KEY, local));
    return hosts;
  }

  @Override
  public ActorRef<GameHost.Command> local() {
    return local;
  }

  @Override
  public String here() {
    return node + SEPARATOR + resolver.toSerializationFormat(local);
  }

  @Override
  public Place find(String address) {
    if (address.equals(here())) {
      return new At(local);
    }
    int separator = address.indexOf(SEPARATOR);
    var host = address.substring(separator + 1);
    var alive = known.get(host);
    if (alive != null) {
      return new At(alive);
    }
    boolean before = separator >= 0 && address.substring(0, separator).equals(node);
    return before || hasBeenLostForLong(AddressFromURIString.parse(host))
        ? new Gone()
        : new OutOfReach();
  }

  private boolean hasBeenLostForLong(Address address) {
    return !isMember(address) && isLongAgo(lost.getOrDefault(address, started));
  }

  private boolean isLongAgo(Instant since) {
    return Duration.between(since, lease.clock().instant()).compareTo(lease.length()) >= 0;
  }

  private boolean isMember(Address address) {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .anyMatch(member -> member.address().equals(address));
  }

  private Behavior<ClusterEvent.MemberRemoved> losses() {
    return Behaviors.setup(context -> {
      cluster
          .subscriptions()
          .tell(Subscribe.create(context.getSelf(), ClusterEvent.MemberRemoved.class));
      return Behaviors.receiveMessage(removed -> {
        lost.values().removeIf(this::isLongAgo);
        lost.put(removed.member().address(), lease.clock().instant());
        return Behaviors.same();
      });
    });
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
