package gatehouse.game;

import gatehouse.model.Ticket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/**
 * The tickets to one session of one account that are good now: unguessable, one use, short-lived,
 * and only the newest few. Not thread-safe.
 */
final class Tickets {

  private static final int RANDOM_BYTES = 24;

  private final SecureRandom random = new SecureRandom();
  private final Deque<Good> good = new ArrayDeque<>();
  private final Clock clock;
  private final Duration lifetime;
  private final int most;

  private record Good(Ticket ticket, Instant until) {}

  /**
   * None yet.
   *
   * @param most the oldest stop being good when there are more
   */
  Tickets(Clock clock, Duration lifetime, int most) {
    this.clock = clock;
    this.lifetime = lifetime;
    this.most = most;
  }

  /** A new ticket; the oldest unused one stops being good if there are too many. */
  Ticket issue() {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    var ticket = new Ticket(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    if (good.size() == most) {
      good.removeFirst();
    }
    good.addLast(new Good(ticket, clock.instant().plus(lifetime)));
    return ticket;
  }

  /** Whether the ticket is good, which it no longer is afterwards. */
  boolean redeem(Ticket ticket) {
    dropOld();
    var value = bytesOf(ticket);
    return good.removeIf(one -> MessageDigest.isEqual(bytesOf(one.ticket()), value));
  }

  /** Whether somebody may yet come with a good one. */
  boolean anyGood() {
    dropOld();
    return !good.isEmpty();
  }

  /** None is good any more. */
  void cancelAll() {
    good.clear();
  }

  private void dropOld() {
    var now = clock.instant();
    good.removeIf(one -> !now.isBefore(one.until()));
  }

  private static byte[] bytesOf(Ticket ticket) {
    return ticket.value().getBytes(StandardCharsets.UTF_8);
  }
}
