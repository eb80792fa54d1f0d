package gatehouse.game;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import gatehouse.game.pty.Ptys;
import java.time.Duration;

/**
 * Renews the lease of this node's games while the node belongs to its cluster. When the others have
 * given it up, or nothing here moves any more, the lease runs out and the games save; the others
 * wait as long before they take them up.
 */
final class LeaseRenewal {

  /** How often in each lease. */
  private static final int TIMES = 3;

  private record Due() {}

  private LeaseRenewal() {}

  static Behavior<?> create(Ptys ptys, Duration lease) {
    return Behaviors.<Due>setup(context -> {
      var cluster = Cluster.get(context.getSystem());
      return Behaviors.withTimers(timers -> {
        timers.startTimerWithFixedDelay(new Due(), Duration.ZERO, lease.dividedBy(TIMES));
        return Behaviors.receiveMessage(due -> {
          if (belongs(cluster.selfMember().status())) {
            ptys.renew(lease);
          }
          return Behaviors.same();
        });
      });
    });
  }

  private static boolean belongs(MemberStatus status) {
    return !status.equals(MemberStatus.down()) && !status.equals(MemberStatus.removed());
  }
}
