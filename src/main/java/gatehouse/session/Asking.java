package gatehouse.session;

import gatehouse.menu.Question;
import gatehouse.terminal.Key;

/** A question is on screen; leaving it leads to the main menu. */
abstract sealed class Asking<A> extends MenuState permits TakingOver, Recovering {

  private Question<A> question;

  Asking(Desk desk, Question<A> question) {
    super(desk);
    this.question = question;
  }

  /** Puts the question. */
  final SessionState ask() {
    desk.restartIdleTimer();
    draw();
    return this;
  }

  /** Puts it in other words. */
  final void askAs(Question<A> reworded) {
    question = reworded.asMovedIn(question);
    draw();
  }

  abstract SessionState onAnswer(A answer);

  @Override
  final void draw() {
    desk.show(question.page());
  }

  @Override
  final SessionState onKey(Key key) {
    return switch (question.choose(key)) {
      case Question.Answered<A>(A answer) -> onAnswer(answer);
      case Question.Left<A> left -> AtMenu.enter(desk, "");
      case Question.Changed<A>(Question<A> changed) -> {
        question = changed;
        draw();
        yield this;
      }
      case Question.Redraw<A> redraw -> {
        draw();
        yield this;
      }
      case Question.Ignored<A> ignored -> this;
    };
  }
}
