package gatehouse.session;

import gatehouse.backend.BackendFailure;
import gatehouse.backend.SignedIn;
import gatehouse.menu.Field;
import gatehouse.menu.Form;
import gatehouse.menu.Forms.Registration;
import gatehouse.model.RequestId;

/** What becomes of a filled-in registration form. */
record Registering(Desk desk) implements FillingForm.Purpose<Registration> {

  @Override
  public SessionState onCompleted(Registration answers, Form<Registration> form) {
    var answer =
        desk.accounts()
            .register(RequestId.random(), answers.username(), answers.password(), answers.email());
    return AwaitingAnswer.enter(desk, answer, new Outcome(this, form));
  }

  private record Outcome(Registering purpose, Form<Registration> form)
      implements AwaitingAnswer.Outcome<SignedIn> {

    @Override
    public SessionState succeeded(SignedIn who) {
      purpose.desk().signedIn(who);
      return AtMenu.enter(purpose.desk(), "Welcome, " + who.name() + ".");
    }

    @Override
    public SessionState failed(BackendFailure why) {
      var line = Screens.explain(why);
      return switch (why) {
        case BackendFailure.Refused refused ->
            FillingForm.enter(purpose.desk(), form.again(Field.USERNAME, line), purpose);
        case BackendFailure.Unavailable away -> AtMenu.enter(purpose.desk(), line);
      };
    }
  }
}
