package gatehouse.menu;

import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A question on a page of its own: what it is about, and a few answers to choose among. Leaving it
 * is always possible, by {@code q} or Escape, and answers nothing.
 *
 * @param about what it is about, a paragraph each, the first in bold
 * @param helpTitle what stands above the help
 * @param answers without leaving
 * @param leave what leaving means, in a few words, for the help
 * @param selected the answer that was moved to
 * @param helping whether the help is shown instead
 * @param <A> what is answered
 */
public record Question<A>(
    List<String> about,
    String helpTitle,
    List<Answer<A>> answers,
    String leave,
    OptionalInt selected,
    boolean helping) {

  /**
   * One answer.
   *
   * @param help what it does, in a few words more than {@code label}
   */
  public record Answer<A>(char key, String label, String help, A answer) {}

  /** What a key means. */
  public sealed interface Choice<A> {}

  public record Answered<A>(A answer) implements Choice<A> {}

  public record Left<A>() implements Choice<A> {}

  /** The question is to be shown like this. */
  public record Changed<A>(Question<A> question) implements Choice<A> {}

  /** The page is to be drawn again. */
  public record Redraw<A>() implements Choice<A> {}

  /** The key means nothing here. */
  public record Ignored<A>() implements Choice<A> {}

  /** Takes copies. */
  public Question {
    about = List.copyOf(about);
    answers = List.copyOf(answers);
  }

  /** The question as it is first shown. */
  static <A> Question<A> of(
      List<String> about, String helpTitle, List<Answer<A>> answers, String leave) {
    return new Question<>(about, helpTitle, answers, leave, OptionalInt.empty(), false);
  }

  private Question<A> with(OptionalInt selected, boolean helping) {
    return new Question<>(about, helpTitle, answers, leave, selected, helping);
  }

  /** This question, with what was moved to in another one. */
  public Question<A> asMovedIn(Question<A> other) {
    return with(other.selected(), other.helping());
  }

  /** What it looks like. */
  public Page page() {
    if (helping) {
      return choices().help(helpTitle);
    }
    var rows = new ArrayList<Page.Row>();
    for (String paragraph : about) {
      rows.add(Page.prose(" " + paragraph, rows.isEmpty() ? Style.BOLD : Style.PLAIN));
    }
    rows.add(Page.empty());
    rows.addAll(choices().rows());
    rows.add(Page.empty());
    return Page.waiting(rows);
  }

  /** What the key means. */
  public Choice<A> choose(Key key) {
    if (helping) {
      return new Changed<>(with(selected, false));
    }
    return switch (choices().type(key)) {
      case Choices.Chosen<Choice<A>>(Choice<A> choice) -> choice;
      case Choices.Moved<Choice<A>>(OptionalInt to) -> new Changed<>(with(to, false));
      case Choices.Help<Choice<A>> help -> new Changed<>(with(selected, true));
      case Choices.Redraw<Choice<A>> redraw -> new Redraw<>();
      case Choices.Leave<Choice<A>> left -> new Left<>();
      case Choices.Entered<Choice<A>> entered -> new Ignored<>();
      case Choices.Ignored<Choice<A>> ignored ->
          key == Key.Named.ESCAPE ? new Left<>() : new Ignored<>();
    };
  }

  private Choices<Choice<A>> choices() {
    var items = new ArrayList<Choices.Item<Choice<A>>>();
    for (Answer<A> answer : answers) {
      items.add(
          new Choices.Item<>(
              answer.key(), answer.label(), answer.help(), new Answered<>(answer.answer())));
    }
    items.add(new Choices.Item<>('q', "Leave", leave, new Left<>()));
    return new Choices<>(items, selected);
  }
}
