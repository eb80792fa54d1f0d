package gatehouse.menu;

import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import gatehouse.terminal.LineEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Questions asked one after another, until all have good answers. Immutable; {@link #type} gives
 * the next.
 *
 * <p>Ctrl-C, Ctrl-D and Escape abort, and so does an empty answer where the question says so.
 * Passwords show nothing, here or in a log.
 *
 * @param <A> the answers
 */
public final class Form<A> {

  /** What a key led to. */
  public sealed interface Result<A> {}

  /** The form goes on like this. */
  public record Asking<A>(Form<A> next) implements Result<A> {}

  /** All is answered; {@code form} can ask {@link #again} what turns out to be wrong. */
  public record Completed<A>(A answers, Form<A> form) implements Result<A> {}

  /** The person thought better of it. */
  public record Aborted<A>() implements Result<A> {}

  /** Whether an answer will do, given those before it. */
  interface Check {
    Verdict of(String answer, Answers before);
  }

  /** What a {@link Check} finds. */
  sealed interface Verdict {}

  record Good() implements Verdict {}

  /** The field is to be asked again, perhaps an earlier one. */
  record Bad(Field askAgain, String error) implements Verdict {}

  /** One question. */
  record Question(Field field, String text, LineEditor empty, boolean blankAborts, Check check) {}

  private final String title;
  private final List<Question> questions;
  private final Function<Answers, A> complete;
  private final Answers answers;
  private final LineEditor editor;
  private final String error;

  /** Begins with the first question, of which there is at least one. */
  Form(String title, List<Question> questions, Function<Answers, A> complete) {
    this(title, questions, complete, Answers.NONE, questions.getFirst().empty(), "");
  }

  private Form(
      String title,
      List<Question> questions,
      Function<Answers, A> complete,
      Answers answers,
      LineEditor editor,
      String error) {
    this.title = title;
    this.questions = questions;
    this.complete = complete;
    this.answers = answers;
    this.editor = editor;
    this.error = error;
  }

  /** What the key leads to. */
  public Result<A> type(Key key) {
    return switch (editor.type(key)) {
      case LineEditor.Editing(LineEditor next) -> new Asking<>(with(answers, next, error));
      case LineEditor.Submitted(String answer) -> answered(answer);
      case LineEditor.Aborted() -> new Aborted<>();
    };
  }

  /** The form with this field to be answered again, and the reason above the question. */
  public Form<A> again(Field field, String reason) {
    Answers kept = answers.without(field);
    return asking(field == Field.PASSWORD ? kept.without(Field.REPEATED_PASSWORD) : kept, reason);
  }

  /** What it looks like. */
  public Page page() {
    var rows = new ArrayList<Page.Row>();
    rows.add(Page.fixed(title));
    rows.add(Page.empty());
    if (!error.isEmpty()) {
      rows.add(Page.prose(" " + error, Style.BOLD));
      rows.add(Page.empty());
    }
    rows.add(Page.prose(" " + question(answers).text(), Style.PLAIN));
    rows.add(Page.empty());
    return new Page(rows, " => ", editor.shown(), editor.shownBeforeCursor());
  }

  private Result<A> answered(String answer) {
    Question question = question(answers);
    if (answer.isBlank() && question.blankAborts()) {
      return new Aborted<>();
    }
    return switch (question.check().of(answer, answers)) {
      case Bad(Field field, String reason) -> new Asking<>(again(field, reason));
      case Good() -> {
        Answers more = answers.with(question.field(), answer);
        yield questions.stream().allMatch(asked -> more.has(asked.field()))
            ? new Completed<>(complete.apply(more), with(more, editor, ""))
            : new Asking<>(asking(more, ""));
      }
    };
  }

  private Form<A> asking(Answers known, String reason) {
    return with(known, question(known).empty(), reason);
  }

  private Form<A> with(Answers known, LineEditor line, String reason) {
    return new Form<>(title, questions, complete, known, line, reason);
  }

  /** The first question that has no answer; of a completed form the last one. */
  private Question question(Answers known) {
    return questions.stream()
        .filter(question -> !known.has(question.field()))
        .findFirst()
        .orElseGet(questions::getLast);
  }
}
