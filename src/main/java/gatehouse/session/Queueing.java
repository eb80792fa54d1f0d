package gatehouse.session;

import gatehouse.backend.Pass;
import gatehouse.menu.WaitingPage;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.session.SshSession.FromQueue;
import gatehouse.terminal.Key;
import java.util.Optional;

/** There is no room yet: the person's place in the queue is on screen. */
final class Queueing extends MenuState {

  private final Optional<Pass> who;
  private WaitingPage page;

  private Queueing(Desk desk, Optional<Pass> who, int place) {
    super(desk);
    this.who = who;
    this.page = new WaitingPage(place, Optional.empty());
  }

  /** Shows the place; whose sign-in it is matters, and costs, only later. */
  static SessionState enter(Desk desk, Optional<Pass> who, int place) {
    var state = new Queueing(desk, who, place);
    state.draw();
    return state;
  }

  @Override
  void draw() {
    desk.show(page.page());
  }

  /** Nobody who waits has to type anything. */
  @Override
  SessionState onKey(Key key) {
    desk.stopIdleTimer();
    return switch (WaitingPage.choose(key)) {
      case LEAVE -> Leaving.enter(desk, "Goodbye.");
      case REDRAW -> {
        draw();
        yield this;
      }
      case IGNORED -> this;
    };
  }

  @Override
  SessionState onTold(FromBackend told) {
    return this;
  }

  @Override
  SessionState onQueue(FromQueue news) {
    return switch (news) {
      case SshSession.Waits(int place, var estimate) -> {
        page = new WaitingPage(place, estimate);
        draw();
        yield this;
      }
      case SshSession.LetIn itIsTime -> AtMenu.enter(desk, who);
    };
  }
}
