package gatehouse.game;

import gatehouse.game.Games.Ending;
import gatehouse.game.pty.Ptys.Exit;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.Signalled;

/** How a game ended, in a word and in one line for people, which is empty if all is said. */
record Verdict(Ending ending, String text) {

  /**
   * Judges an end.
   *
   * @param saved whether there is a save now
   * @param atOnce whether it was over as soon as it had begun
   */
  static Verdict of(Shelf.Title title, Exit exit, StopCause cause, boolean saved, boolean atOnce) {
    return switch (cause) {
      case NONE -> ofItsOwn(title, exit, saved, atOnce);
      case ASKED -> stopped(saved, saved ? "Your game is saved." : "Your game was ended.");
      case DETACHED ->
          stopped(
              saved,
              "Nobody was attached for too long: your game "
                  + (saved ? "is saved." : "was ended."));
      case IDLE ->
          stopped(
              saved,
              "Nothing was typed for too long: your game " + (saved ? "is saved." : "was ended."));
      case TOO_LONG ->
          stopped(saved, "Your time was up: your game " + (saved ? "is saved." : "was ended."));
      case RUNAWAY ->
          stopped(
              saved,
              title.name()
                  + " was busy with nothing: your game "
                  + (saved ? "is saved." : "was ended."));
      case STUCK ->
          stopped(
              saved,
              title.name() + " was stuck: your game " + (saved ? "is saved." : "was ended."));
      case OVERFULL ->
          stopped(
              saved,
              title.name()
                  + "'s files took too much room: your game "
                  + (saved ? "is saved." : "was ended."));
      case SHUTDOWN ->
          stopped(
              saved, "The server is going down: your game " + (saved ? "is saved." : "was ended."));
    };
  }

  private static Verdict stopped(boolean saved, String text) {
    return new Verdict(saved ? Ending.SAVED : Ending.STOPPED, text);
  }

  private static Verdict ofItsOwn(Shelf.Title title, Exit exit, boolean saved, boolean atOnce) {
    return switch (exit) {
      case Exited(int status) when title.goodStatuses().contains(status) ->
          saved
              ? new Verdict(Ending.SAVED, "")
              : new Verdict(Ending.EXITED, atOnce ? title.name() + AT_ONCE + "." : "");
      case Exited(int status) -> crashed(title, "status " + status, saved, atOnce);
      case Signalled(int signal) -> crashed(title, "signal " + signal, saved, atOnce);
    };
  }

  private static final String AT_ONCE = " ended as soon as it started";

  private static Verdict crashed(Shelf.Title title, String how, boolean saved, boolean atOnce) {
    return new Verdict(
        Ending.CRASHED,
        title.name()
            + (atOnce ? AT_ONCE : " crashed")
            + " ("
            + how
            + ")."
            + (saved ? " There is a save of it." : ""));
  }
}
