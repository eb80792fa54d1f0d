package gatehouse.session;

import gatehouse.backend.BackendFailure;
import gatehouse.backend.SignedIn;
import gatehouse.menu.Form;
import gatehouse.menu.Forms.PasswordChange;
import gatehouse.model.RequestId;

/** What becomes of a filled-in change of password. */
record ChangingPassword(Desk desk)
    implements FillingForm.Purpose<PasswordChange>, AwaitingAnswer.Outcome<SignedIn> {

  @Override
  public SessionState onCompleted(PasswordChange answers, Form<PasswordChange> form) {
    return desk.pass()
        .map(pass ->
            AwaitingAnswer.enter(
                desk,
                desk.accounts()
                    .changePassword(
                        pass.access(),
                        RequestId.random(),
                        answers.current(),
                        answers.replacement()),
                this))
        .orElseGet(() -> AtMenu.enter(desk, "You are no longer signed in."));
  }

  @Override
  public SessionState succeeded(SignedIn who) {
    desk.pass().ifPresent(pass -> pass.replace(who));
    desk.onRenewed();
    return AtMenu.enter(desk, "Your password is changed.");
  }

  @Override
  public SessionState failed(BackendFailure why) {
    return AtMenu.enter(desk, Screens.explain(why));
  }
}
