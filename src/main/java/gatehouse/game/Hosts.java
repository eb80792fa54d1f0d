package gatehouse.game;

import akka.actor.typed.ActorRef;

/** The {@link GameHost}s of the cluster, by unique addresses. May be called from any thread. */
interface Hosts {

  /** Where a host is. */
  sealed interface Place {}

  /** There. */
  record At(ActorRef<GameHost.Command> host) implements Place {}

  /** It is no more; its processes have been hung up on, and no new ones come. */
  record Gone() implements Place {}

  /** Its node may be alive, but is not known here, or not yet; or its lease may still run. */
  record OutOfReach() implements Place {}

  /** This node's. */
  ActorRef<GameHost.Command> local();

  /** The unique address of this node's: another one after each restart. */
  String here();

  /** The host of a unique address. */
  Place find(String address);
}
