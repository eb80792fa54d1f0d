package gatehouse.session;

import gatehouse.backend.BackendFailure;
import gatehouse.session.SshSession.Answered;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A service has been asked; the screen stays as it is until it answers. Keys typed meanwhile are
 * kept for whatever comes next.
 */
final class AwaitingAnswer extends MenuState {

  /** Where either answer leads. */
  interface Outcome<T> {

    SessionState succeeded(T answer);

    SessionState failed(BackendFailure why);
  }

  private final List<Key> ahead = new ArrayList<>();

  private AwaitingAnswer(Desk desk) {
    super(desk);
  }

  /** Waits for the answer, which the port bounds in time. */
  static <T> SessionState enter(Desk desk, CompletionStage<T> answer, Outcome<T> outcome) {
    desk.whenAnswered(
        answer,
        value -> new Answered(() -> outcome.succeeded(value)),
        why -> new Answered(() -> outcome.failed(why)));
    return new AwaitingAnswer(desk);
  }

  @Override
  SessionState onTold(FromBackend told) {
    return switch (told) {
      case Answered(var next) -> next.get().onKeys(ahead);
      case SshSession.CatalogueTold news -> this;
      case SshSession.OwnGamesTold news -> this;
      case SshSession.LiveGamesTold news -> this;
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
