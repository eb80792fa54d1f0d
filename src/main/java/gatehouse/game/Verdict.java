package gatehouse.game;

import gatehouse.game.Games.Ending;
import gatehouse.game.Shelf.LeftNothing;
import gatehouse.game.Shelf.LeftRecord;
import gatehouse.game.Shelf.LeftSave;
import gatehouse.game.Shelf.NeverBegan;
import gatehouse.game.Shelf.Remains;
import gatehouse.game.Shelf.Title;
import gatehouse.game.pty.Ptys.Exit;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.Signalled;

/** How a game ended, in a word and in one line for people, which is empty if all is said. */
record Verdict(Ending ending, String text) {

  private static final String AT_ONCE = " ended as soon as it started";

  /**
   * Judges an end.
   *
   * @param left what the game has left
   * @param atOnce whether it was over as soon as it had begun
   */
  static Verdict of(Title title, Exit exit, StopCause cause, Remains left, boolean atOnce) {
    var fate = left instanceof LeftSave ? "is saved." : "was ended.";
    return switch (cause) {
      case NONE -> ofItsOwn(title, exit, left, atOnce);
      case ASKED -> stopped(left, "Your game " + fate);
      case DETACHED -> stopped(left, "Nobody was attached for too long: your game " + fate);
      case IDLE -> stopped(left, "Nothing was typed for too long: your game " + fate);
      case TOO_LONG -> stopped(left, "Your time was up: your game " + fate);
      case RUNAWAY -> stopped(left, title.name() + " was busy with nothing: your game " + fate);
      case STUCK -> stopped(left, title.name() + " was stuck: your game " + fate);
      case OVERFULL ->
          stopped(left, title.name() + "'s files took too much room: your game " + fate);
      case SHUTDOWN -> stopped(left, "The server is going down: your game " + fate);
    };
  }

  private static Verdict stopped(Remains left, String text) {
    return new Verdict(
        switch (left) {
          case LeftSave save -> Ending.SAVED;
          case LeftRecord() -> Ending.EXITED;
          case LeftNothing(), NeverBegan() -> Ending.STOPPED;
        },
        text);
  }

  private static Verdict ofItsOwn(Title title, Exit exit, Remains left, boolean atOnce) {
    boolean good = exit instanceof Exited(int status) && title.goodStatuses().contains(status);
    return switch (left) {
      case LeftSave save when good -> new Verdict(Ending.SAVED, "");
      case LeftSave save ->
          new Verdict(Ending.CRASHED, crashed(title, exit, atOnce) + " There is a save of it.");
      // Whatever its process did after that.
      case LeftRecord() -> new Verdict(Ending.EXITED, "");
      case LeftNothing(), NeverBegan() ->
          good
              ? new Verdict(Ending.EXITED, atOnce ? title.name() + AT_ONCE + "." : "")
              : new Verdict(Ending.CRASHED, crashed(title, exit, atOnce));
    };
  }

  private static String crashed(Title title, Exit exit, boolean atOnce) {
    var how =
        switch (exit) {
          case Exited(int status) -> "status " + status;
          case Signalled(int signal) -> "signal " + signal;
        };
    return title.name() + (atOnce ? AT_ONCE : " crashed") + " (" + how + ").";
  }
}
