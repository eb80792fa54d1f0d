package gatehouse.game;

import gatehouse.game.RunningGame.Acknowledged;
import gatehouse.game.RunningGame.AttachmentId;
import gatehouse.game.RunningGame.KeysTaken;
import gatehouse.game.RunningGame.Typed;
import gatehouse.game.pty.Ptys.PtyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * The keys of one running game on their way into its PTY, one message at a time, each acknowledged
 * when the PTY took it or it counts no more. Owned by a {@link Console}.
 */
final class Typing {

  private static final Acknowledged NEXT = new Acknowledged();

  /** Keys refused sooner found the program ended, which people are told anyway. */
  private static final Duration PROMPT = Duration.ofSeconds(1);

  private final GameDesk desk;
  private final PtyId pty;
  private final Predicate<AttachmentId> counts;
  private final Runnable before;

  /** The first is on its way into the PTY, the others wait for it. */
  private final Deque<Typed> waiting = new ArrayDeque<>();

  private Instant latest = Instant.MIN;
  private Instant lost = Instant.MIN;
  private boolean takesKeys = true;

  /**
   * Nothing typed yet.
   *
   * @param counts whose keys the game gets
   * @param before runs each time before the game gets keys
   */
  Typing(GameDesk desk, PtyId pty, Predicate<AttachmentId> counts, Runnable before) {
    this.desk = desk;
    this.pty = pty;
    this.counts = counts;
    this.before = before;
  }

  /** From now on keys are dropped; says whether any were taken before. */
  boolean takeNoMore() {
    boolean took = takesKeys;
    takesKeys = false;
    return took;
  }

  /** When keys last went into the PTY; {@link Instant#MIN} if none ever did. */
  Instant latest() {
    return latest;
  }

  /** When keys were last lost that the game left unread; {@link Instant#MIN} if none ever were. */
  Instant unread() {
    return lost;
  }

  void on(Typed typed) {
    waiting.addLast(typed);
    if (waiting.size() == 1) {
      type();
    }
  }

  /** Says whether keys were lost that the game left unread. */
  boolean on(KeysTaken keys) {
    boolean unread = !keys.taken() && sinceLatest().compareTo(PROMPT) > 0;
    if (unread) {
      lost = desk.tools().clock().instant();
    }
    waiting.removeFirst().replyTo().tell(NEXT);
    type();
    return unread;
  }

  /** Sends the first keys that still count into the PTY, and acknowledges those that do not. */
  private void type() {
    while (!waiting.isEmpty() && !mayType(waiting.getFirst())) {
      waiting.removeFirst().replyTo().tell(NEXT);
    }
    if (!waiting.isEmpty()) {
      latest = desk.tools().clock().instant();
      before.run();
      desk.whenDone(
          desk.ptys().write(pty, waiting.getFirst().keys()),
          (taken, failure) -> new KeysTaken(failure == null));
    }
  }

  private boolean mayType(Typed typed) {
    return takesKeys && counts.test(typed.attachment());
  }

  private Duration sinceLatest() {
    return Duration.between(latest, desk.tools().clock().instant());
  }
}
