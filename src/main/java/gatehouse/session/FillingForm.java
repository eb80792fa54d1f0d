package gatehouse.session;

import gatehouse.menu.Form;
import gatehouse.session.SshSession.FromBackend;
import gatehouse.terminal.Key;
import java.util.List;

/** A form is on screen and the person is answering its questions. */
final class FillingForm extends MenuState {

  /** What becomes of a form. */
  interface Purpose {

    /** All questions are answered. */
    SessionState onCompleted(Form form, List<String> answers);
  }

  private final Form form;
  private final Purpose purpose;

  private FillingForm(Desk desk, Form form, Purpose purpose) {
    super(desk);
    this.form = form;
    this.purpose = purpose;
  }

  /** Shows the form's open question. */
  static SessionState enter(Desk desk, Form form, Purpose purpose) {
    desk.restartIdleTimer();
    var state = new FillingForm(desk, form, purpose);
    state.draw();
    return state;
  }

  @Override
  void draw() {
    desk.draw(form.draw(desk.line().size()));
  }

  @Override
  SessionState onTold(FromBackend told) {
    return this;
  }

  @Override
  SessionState onKey(Key key) {
    return switch (form.type(key)) {
      case Form.Asking(Form next) -> FillingForm.enter(desk, next, purpose);
      case Form.Completed(Form completed, List<String> answers) ->
          purpose.onCompleted(completed, answers);
      case Form.Aborted aborted -> AtMenu.enter(desk, "");
    };
  }
}
