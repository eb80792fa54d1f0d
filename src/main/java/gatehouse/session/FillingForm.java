package gatehouse.session;

import gatehouse.menu.Form;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;

/**
 * A form is on screen and the person is answering its questions.
 *
 * @param <A> the answers
 */
final class FillingForm<A> extends MenuState {

  /** What becomes of a form. */
  interface Purpose<A> {

    /** All questions are answered; the form can ask again what turns out to be wrong. */
    SessionState onCompleted(A answers, Form<A> form);
  }

  private final Form<A> form;
  private final Purpose<A> purpose;

  private FillingForm(Desk desk, Form<A> form, Purpose<A> purpose) {
    super(desk);
    this.form = form;
    this.purpose = purpose;
  }

  /** Shows the form's open question. */
  static <A> SessionState enter(Desk desk, Form<A> form, Purpose<A> purpose) {
    desk.restartIdleTimer();
    var state = new FillingForm<>(desk, form, purpose);
    state.draw();
    return state;
  }

  @Override
  void draw() {
    desk.show(form.page());
  }

  @Override
  SessionState onTold(FromBackend told) {
    return this;
  }

  @Override
  SessionState onKey(Key key) {
    return switch (form.type(key)) {
      case Form.Asking<A>(Form<A> next) -> FillingForm.enter(desk, next, purpose);
      case Form.Completed<A>(A answers, Form<A> completed) ->
          purpose.onCompleted(answers, completed);
      case Form.Aborted<A> aborted -> AtMenu.enter(desk, "");
    };
  }
}
