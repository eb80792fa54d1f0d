package gatehouse.game;

import akka.actor.typed.ActorRef;
import akka.util.ByteString;
import gatehouse.game.Games.Ended;
import gatehouse.game.Games.FromGame;
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
import java.util.OptionalLong;

/**
 * One tunnel's place in the output of a game: what it was given, and what it is owed. Given one
 * thing at a time; all that gathers while it is busy comes as one. Not thread-safe.
 */
final class Attachment {

  private static final int MOST_OWED = 8;

  /** How far the tunnel is. */
  private enum Pace {
    UNOPENED,
    READY,
    BUSY,
    DONE
  }

  private final AttachmentId id;
  private final OptionalLong shown;
  private final Deque<FromGame> owed = new ArrayDeque<>();
  private final Deque<Ended> farewell = new ArrayDeque<>(1);
  private ActorRef<ToTunnel> tunnel;
  private Pace pace = Pace.UNOPENED;
  private boolean leaving;
  private long given;

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
  void open(ActorRef<ToTunnel> opened, OutputRing ring, Screen screen) {
    tunnel = opened;
    pace = Pace.READY;
    if (leaving) {
      return;
    }
    if (shown.isPresent() && ring.reaches(shown.getAsLong())) {
      given = shown.getAsLong();
    } else {
      given = ring.end();
      owed.addFirst(new Repaint(given, ByteString.fromArrayUnsafe(screen.repaint())));
    }
  }

  /** The tunnel has taken what it was given. */
  void ready() {
    if (pace == Pace.BUSY) {
      pace = leaving && farewell.isEmpty() ? Pace.DONE : Pace.READY;
    }
  }

  /** Owes it a line, unless it is owed too much already. */
  void owe(Games.Notice notice) {
    if (owed.size() < MOST_OWED) {
      owed.addLast(notice);
    }
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
      owed.clear();
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
  boolean give(OutputRing ring, int most) {
    if (pace != Pace.READY) {
      return false;
    }
    if (!owed.isEmpty()) {
      return show(owed.removeFirst());
    }
    if (!leaving && given < ring.end()) {
      var bytes = ring.from(given, most);
      var output = new Output(given, bytes);
      given += bytes.length();
      return show(output);
    }
    if (!farewell.isEmpty()) {
      leaving = true;
      show(farewell.removeFirst());
      tunnel.tell(new Finish());
      return true;
    }
    return false;
  }

  private boolean show(FromGame news) {
    pace = Pace.BUSY;
    tunnel.tell(new Show(news));
    return true;
  }
}
