package gatehouse.session;

import gatehouse.backend.BackendFailure;
import gatehouse.backend.SignedIn;
import gatehouse.menu.Form;
import gatehouse.model.Password;
import gatehouse.model.RequestId;
import java.util.List;

/** What becomes of a filled-in change of password. */
record ChangingPassword(Desk desk) implements FillingForm.Purpose, AwaitingAnswer.Outcome {

  @Override
  public SessionState onCompleted(Form form, List<String> answers) {
    return desk.pass()
        .map(pass ->
            AwaitingAnswer.enter(
                desk,
                desk.accounts()
                    .changePassword(
                        pass.access(),
                        RequestId.random(),
                        new Password(answers.get(0)),
                        new Password(answers.get(1))),
                this))
        .orElseGet(() -> AtMenu.enter(desk, "You are no longer signed in."));
  }

  @Override
  public SessionState signedIn(SignedIn who) {
    desk.onRenewed(who);
    return AtMenu.enter(desk, "Your password is changed.");
  }

  @Override
  public SessionState failed(BackendFailure why) {
    return AtMenu.enter(desk, Screens.explain(why));
  }
}
