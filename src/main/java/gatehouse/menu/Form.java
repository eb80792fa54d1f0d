package gatehouse.menu;

import gatehouse.model.EmailAddress;
import gatehouse.model.Password;
import gatehouse.model.PlayerName;
import gatehouse.terminal.Key;
import gatehouse.terminal.LineEditor;
import gatehouse.terminal.TerminalSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Questions asked one after the other. Ctrl-C, Ctrl-D and Escape abort, as does an empty answer
 * where the question says so; passwords show nothing. Immutable; {@link #type} gives the next.
 */
public final class Form {

  private static final int MOST_NAME = 64;
  private static final int MOST_PASSWORD = 256;
  private static final int MOST_EMAIL = 254;

  /** What is wrong with an answer: a line for people, and the question to ask again. */
  private record Fault(String line, int question) {}

  /**
   * One question.
   *
   * @param check finds fault with an answer, given those before it
   */
  private record Question(
      String prompt,
      boolean masked,
      int most,
      boolean blankAborts,
      BiFunction<List<String>, String, Optional<Fault>> check) {}

  /** What a key led to. */
  public sealed interface Result {}

  /** A question is open. */
  public record Asking(Form next) implements Result {}

  /** All are answered, in order. */
  public record Completed(Form form, List<String> answers) implements Result {

    /** Shows no answer, as some are passwords. */
    @Override
    public String toString() {
      return "Completed";
    }
  }

  /** The person wants none of it. */
  public record Aborted() implements Result {}

  private final List<Question> questions;
  private final List<String> answers;
  private final LineEditor editor;
  private final String error;

  private Form(List<Question> questions, List<String> answers, LineEditor editor, String error) {
    this.questions = questions;
    this.answers = answers;
    this.editor = editor;
    this.error = error;
  }

  private static Form of(Question... questions) {
    return new Form(List.of(questions), List.of(), editorOf(questions[0]), "");
  }

  private static LineEditor editorOf(Question question) {
    return question.masked()
        ? LineEditor.masked(question.most())
        : LineEditor.plain(question.most());
  }

  /** Asks for name and password. */
  public static Form login() {
    return of(
        new Question(
            "Please enter your username. (blank entry aborts)",
            false,
            MOST_NAME,
            true,
            Form::anything),
        new Question("Please enter your password.", true, MOST_PASSWORD, false, Form::anything));
  }

  /** Asks for name, password, the password again, and an address. */
  public static Form registration() {
    return of(
        new Question(
            "Choose a username. (letters and digits, 2 to 20; blank entry aborts)",
            false,
            MOST_NAME,
            true,
            (before, name) -> PlayerName.problemWith(name).map(line -> new Fault(line, 0))),
        new Question(
            "Choose a password.", true, MOST_PASSWORD, false, (before, it) -> weakness(it, 1)),
        new Question(
            "Repeat the password.",
            true,
            MOST_PASSWORD,
            false,
            (before, again) -> difference(before.get(1), again, 1)),
        new Question(
            "E-mail address. (optional)",
            false,
            MOST_EMAIL,
            false,
            (before, address) ->
                EmailAddress.problemWith(address).map(line -> new Fault(line, 3))));
  }

  /** Asks for the current password, a new one, and the new one again. */
  public static Form passwordChange() {
    return of(
        new Question(
            "Please enter your current password. (blank entry aborts)",
            true,
            MOST_PASSWORD,
            true,
            Form::anything),
        new Question(
            "Choose a new password.", true, MOST_PASSWORD, false, (before, it) -> weakness(it, 1)),
        new Question(
            "Repeat the new password.",
            true,
            MOST_PASSWORD,
            false,
            (before, again) -> difference(before.get(1), again, 1)));
  }

  private static Optional<Fault> anything(List<String> before, String answer) {
    return Optional.empty();
  }

  private static Optional<Fault> weakness(String password, int question) {
    return new Password(password).problem().map(line -> new Fault(line, question));
  }

  private static Optional<Fault> difference(String password, String again, int question) {
    return password.equals(again)
        ? Optional.empty()
        : Optional.of(new Fault("Sorry, the passwords don't match. Try again.", question));
  }

  /**
   * The form with a question asked again, under a line that says why; later answers are dropped.
   */
  public Form again(int question, String why) {
    return new Form(
        questions,
        answers.subList(0, Math.min(question, answers.size())),
        editorOf(questions.get(question)),
        why);
  }

  /** What the key leads to. */
  public Result type(Key key) {
    return switch (editor.type(key)) {
      case LineEditor.Editing(LineEditor next) ->
          new Asking(new Form(questions, answers, next, error));
      case LineEditor.Aborted aborted -> new Aborted();
      case LineEditor.Submitted(String answer) -> answer(answer);
    };
  }

  private Result answer(String answer) {
    var question = questions.get(answers.size());
    if (answer.isEmpty() && question.blankAborts()) {
      return new Aborted();
    }
    var fault = question.check().apply(answers, answer);
    if (fault.isPresent()) {
      return new Asking(again(fault.get().question(), fault.get().line()));
    }
    var all = new ArrayList<>(answers);
    all.add(answer);
    if (all.size() == questions.size()) {
      return new Completed(this, List.copyOf(all));
    }
    return new Asking(
        new Form(questions, List.copyOf(all), editorOf(questions.get(all.size())), ""));
  }

  /** The bytes that show the form on a terminal of this size, whatever it showed before. */
  public byte[] draw(TerminalSize size) {
    var page = new Page();
    page.blank();
    for (int at = 0; at < answers.size(); at++) {
      if (!questions.get(at).masked()) {
        page.ornament(" " + questions.get(at).prompt()).ornament(" => " + answers.get(at)).blank();
      }
    }
    if (!error.isEmpty()) {
      page.line(" " + error).blank();
    }
    page.line(" " + questions.get(answers.size()).prompt());
    return page.draw(size, " => ", editor.shown(), editor.shownBeforeCursor());
  }
}
