package gatehouse.session;

import gatehouse.backend.BackendFailure;
import gatehouse.backend.SignedIn;
import gatehouse.menu.Form;
import gatehouse.model.Password;
import gatehouse.model.RequestId;
import java.util.List;

/** What becomes of a filled-in registration form. */
record Registering(Desk desk) implements FillingForm.Purpose {

  @Override
  public SessionState onCompleted(Form form, List<String> answers) {
    var answer =
        desk.accounts()
            .register(
                RequestId.random(), answers.get(0), new Password(answers.get(1)), answers.get(3));
    return AwaitingAnswer.enter(desk, answer, new Answered(form));
  }

  private final class Answered implements AwaitingAnswer.Outcome {

    private final Form form;

    Answered(Form form) {
      this.form = form;
    }

    @Override
    public SessionState signedIn(SignedIn who) {
      desk.signedIn(who);
      return AtMenu.enter(desk, "Welcome, " + who.name() + ".");
    }

    @Override
    public SessionState failed(BackendFailure why) {
      return switch (why) {
        case BackendFailure.Refused refused ->
            FillingForm.enter(desk, form.again(0, Screens.explain(refused)), Registering.this);
        case BackendFailure.Unavailable away -> AtMenu.enter(desk, Screens.explain(away));
      };
    }
  }
}
