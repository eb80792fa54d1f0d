package gatehouse.session;

import gatehouse.backend.BackendFailure;
import gatehouse.backend.SignedIn;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.session.SshSession.NotSignedIn;
import gatehouse.session.SshSession.SignedInAs;
import gatehouse.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The Auth Service has been asked; the screen stays as it is until it answers. Keys typed meanwhile
 * are kept for whatever comes next.
 */
final class AwaitingAnswer extends MenuState {

  /** Where either answer leads. */
  interface Outcome {

    SessionState signedIn(SignedIn who);

    SessionState failed(BackendFailure why);
  }

  private final Outcome outcome;
  private final List<Key> ahead = new ArrayList<>();

  private AwaitingAnswer(Desk desk, Outcome outcome) {
    super(desk);
    this.outcome = outcome;
  }

  /** Waits for the answer, which the port bounds in time. */
  static SessionState enter(Desk desk, CompletionStage<SignedIn> answer, Outcome outcome) {
    desk.whenAnswered(answer, SignedInAs::new, NotSignedIn::new);
    return new AwaitingAnswer(desk, outcome);
  }

  @Override
  SessionState onTold(FromBackend told) {
    return switch (told) {
      case SignedInAs(SignedIn who) -> outcome.signedIn(who).onKeys(ahead);
      case NotSignedIn(BackendFailure why) -> outcome.failed(why).onKeys(ahead);
      case SshSession.CatalogueTold news -> this;
      case SshSession.OwnGamesTold news -> this;
      case SshSession.NewsEnded news -> this;
      case SshSession.Renewed news -> this;
      case SshSession.NotRenewed news -> this;
    };
  }

  @Override
  SessionState onKey(Key key) {
    if (ahead.size() < desk.settings().mostKeysAhead()) {
      ahead.add(key);
    }
    return this;
  }

  @Override
  void draw() {
    // What was asked stays on the screen; a form that comes back draws itself.
  }
}
