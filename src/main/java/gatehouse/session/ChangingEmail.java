package gatehouse.session;

import akka.Done;
import gatehouse.backend.BackendFailure;
import gatehouse.menu.Form;
import gatehouse.menu.Forms.EmailChange;
import gatehouse.model.RequestId;

/** What becomes of a filled-in change of e-mail address. */
record ChangingEmail(Desk desk) implements FillingForm.Purpose<EmailChange> {

  @Override
  public SessionState onCompleted(EmailChange answers, Form<EmailChange> form) {
    return desk.pass()
        .map(pass ->
            AwaitingAnswer.enter(
                desk,
                desk.accounts()
                    .changeEmail(
                        pass.access(), RequestId.random(), answers.current(), answers.email()),
                new Outcome(desk, answers.email().isEmpty())))
        .orElseGet(() -> AtMenu.enter(desk, "You are no longer signed in."));
  }

  private record Outcome(Desk desk, boolean removed) implements AwaitingAnswer.Outcome<Done> {

    @Override
    public SessionState succeeded(Done done) {
      return AtMenu.enter(desk, "Your e-mail address is " + (removed ? "removed." : "changed."));
    }

    @Override
    public SessionState failed(BackendFailure why) {
      return AtMenu.enter(desk, Screens.explain(why));
    }
  }
}
