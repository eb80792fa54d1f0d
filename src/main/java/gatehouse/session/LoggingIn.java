package gatehouse.session;

import gatehouse.backend.BackendFailure;
import gatehouse.backend.SignedIn;
import gatehouse.menu.Form;
import gatehouse.menu.Forms.Login;

/** What becomes of a filled-in login form. */
record LoggingIn(Desk desk)
    implements FillingForm.Purpose<Login>, AwaitingAnswer.Outcome<SignedIn> {

  @Override
  public SessionState onCompleted(Login answers, Form<Login> form) {
    return AwaitingAnswer.enter(
        desk, desk.accounts().signIn(answers.username(), answers.password()), this);
  }

  @Override
  public SessionState succeeded(SignedIn who) {
    desk.signedIn(who);
    return AtMenu.enter(desk, "");
  }

  @Override
  public SessionState failed(BackendFailure why) {
    return AtMenu.enter(desk, Screens.explain(why));
  }
}
