package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.util.ByteString;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.FromGame;
import gatehouse.game.Games.Notice;
import gatehouse.game.Games.Output;
import gatehouse.game.Games.Repaint;
import gatehouse.game.RunningGame.AttachmentId;
import gatehouse.game.RunningGame.Cut;
import gatehouse.game.RunningGame.Finish;
import gatehouse.game.RunningGame.Show;
import gatehouse.game.RunningGame.ToTunnel;
import gatehouse.terminal.Screen;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One tunnel's place in the output of a game: what it was given, and what it is owed. Given one
 * thing at a time; all that gathers while it is busy comes as one.
 *
 * <p>A notice is drawn on top of the game by whoever shows it, which leaves no trace but the line
 * itself and what the game had saved of its cursor. So it is given only where the game's output
 * rests, and a repaint follows: after some time, or at a key once it could be read. Not
 * thread-safe.
 */
final class Attachment {

  private static final int MOST_NOTICES = 8;

  /** How far the tunnel is. */
  private enum Pace {
    UNOPENED,
    READY,
    BUSY,
    DONE
  }

  private final AttachmentId id;
  private final OptionalLong shown;
  private final Deque<Notice> notices = new ArrayDeque<>();
  private final Deque<Ended> farewell = new ArrayDeque<>(1);
  private ActorRef<ToTunnel> tunnel;
  private Pace pace = Pace.UNOPENED;
  private boolean leaving;
  private boolean repaintDue;
  private long given;

  /** The notice that is on the terminal, if one is; it is given again while it is. */
  private Optional<Notice> noticed = Optional.empty();

  private int timesDue;
  private long noticedAt;

  /**
   * A place not yet taken.
   *
   * @param shown where to go on; empty asks for a repaint
   * @param nobody who is told while there is no tunnel
   */
  Attachment(AttachmentId id, OptionalLong shown, ActorRef<ToTunnel> nobody) {
    this.id = id;
    this.shown = shown;
    this.tunnel = nobody;
  }

  AttachmentId id() {
    return id;
  }

  /** Whether it is the one whose keys count. */
  boolean isAttached() {
    return !leaving;
  }

  /** Whether a game ought to wait for it. */
  boolean isReading() {
    return !leaving && pace != Pace.UNOPENED;
  }

  /** Whether nothing is owed to it any more, or can be. */
  boolean isDone() {
    return pace == Pace.DONE;
  }

  /** The offset after the last byte it was given. */
  long given() {
    return given;
  }

  /** The tunnel is there: it goes on where it was, or gets the screen if that is too long ago. */
  void open(ActorRef<ToTunnel> opened, OutputRing ring) {
    tunnel = opened;
    pace = Pace.READY;
    if (leaving) {
      return;
    }
    if (shown.isPresent() && ring.reaches(shown.getAsLong())) {
      given = shown.getAsLong();
    } else {
      given = ring.end();
      repaintDue = true;
    }
  }

  /** The tunnel has taken what it was given. */
  void ready() {
    if (pace == Pace.BUSY) {
      pace = leaving && farewell.isEmpty() ? Pace.DONE : Pace.READY;
    }
  }

  /** Owes it a line, unless it is owed too much already. */
  void owe(Notice notice) {
    if (notices.size() < MOST_NOTICES) {
      notices.addLast(notice);
    }
  }

  /** Whether a notice is on its terminal. */
  boolean isNoticed() {
    return noticed.isPresent();
  }

  /**
   * The notice on its terminal has been there for a while longer: it is drawn again if the game may
   * have drawn over it, and after {@code most} times taken off.
   */
  void noticeDue(int most) {
    timesDue++;
    if (timesDue >= most) {
      takeOffNotice();
    } else if (given > noticedAt && notices.isEmpty()) {
      noticed.ifPresent(notices::addLast);
    }
  }

  /** Its player typed: a notice that was there long enough to be seen has been read. */
  void typed() {
    if (timesDue > 0) {
      takeOffNotice();
    }
  }

  private void takeOffNotice() {
    noticed = Optional.empty();
    timesDue = 0;
    repaintDue = true;
  }

  /** Whether the game ought to pause here, where there is room for a notice. */
  boolean isAboutToNotice(OutputRing ring, Screen screen) {
    return isReading() && !notices.isEmpty() && isAtRest(ring, screen);
  }

  /** A notice may be drawn: not in the middle of a sequence or a character. */
  private boolean isAtRest(OutputRing ring, Screen screen) {
    return given == ring.end() && !screen.midSequence();
  }

  /** Its last word, after all else. */
  void sayFarewell(Ended ended) {
    if (farewell.isEmpty() && !leaving) {
      farewell.add(ended);
    }
  }

  /** Ends it with a last word, before all else. */
  void dismiss(Ended ended) {
    if (!leaving) {
      leaving = true;
      notices.clear();
      farewell.clear();
      farewell.add(ended);
    }
  }

  /** Ends it without a word. */
  void cut() {
    tunnel.tell(new Cut());
    leaving = true;
    pace = Pace.DONE;
  }

  /** Gives it the next thing it is owed, if it can take it; says whether it did. */
  boolean give(OutputRing ring, Screen screen, int most) {
    if (pace != Pace.READY) {
      return false;
    }
    if (!leaving && (repaintDue || !ring.reaches(given))) {
      return repaint(ring, screen);
    }
    if (!leaving && given < ring.end()) {
      var bytes = ring.from(given, most);
      var output = new Output(given, bytes);
      given += bytes.length();
      return show(output);
    }
    if (!notices.isEmpty() && isAtRest(ring, screen)) {
      return notice(notices.removeFirst());
    }
    if (!farewell.isEmpty()) {
      leaving = true;
      show(farewell.removeFirst());
      tunnel.tell(new Finish());
      return true;
    }
    return false;
  }

  private boolean repaint(OutputRing ring, Screen screen) {
    repaintDue = false;
    given = ring.end();
    return show(new Repaint(given, ByteString.fromArrayUnsafe(screen.repaint())));
  }

  private boolean notice(Notice notice) {
    if (!noticed.equals(Optional.of(notice))) {
      noticed = Optional.of(notice);
      timesDue = 0;
    }
    noticedAt = given;
    return show(notice);
  }

  private boolean show(FromGame news) {
    pace = Pace.BUSY;
    tunnel.tell(new Show(news));
    return true;
  }
}
