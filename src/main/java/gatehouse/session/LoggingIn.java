package gatehouse.session;

import gatehouse.backend.BackendFailure;
import gatehouse.backend.SignedIn;
import gatehouse.menu.Form;
import gatehouse.model.Password;
import java.util.List;

/** What becomes of a filled-in login form. */
record LoggingIn(Desk desk) implements FillingForm.Purpose, AwaitingAnswer.Outcome {

  @Override
  public SessionState onCompleted(Form form, List<String> answers) {
    return AwaitingAnswer.enter(
        desk, desk.accounts().signIn(answers.get(0), new Password(answers.get(1))), this);
  }

  @Override
  public SessionState signedIn(SignedIn who) {
    desk.signedIn(who);
    return AtMenu.enter(desk, "");
  }

  @Override
  public SessionState failed(BackendFailure why) {
    return AtMenu.enter(desk, Screens.explain(why));
  }
}
