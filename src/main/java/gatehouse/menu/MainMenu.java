package gatehouse.menu;

import gatehouse.model.GameId;
import gatehouse.terminal.Drawing.Style;
import gatehouse.terminal.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The first menu, of those who have signed in and of those who have not.
 *
 * @param banner the lines above it
 * @param last the game the visitor has played last
 * @param save the game of the visitor's newest save
 * @param running games of the visitor's that run on, the one Enter returns to first
 * @param notice what has just happened, in one sentence; empty for nothing
 * @param selected the choice that was moved to
 * @param helping whether the help is shown instead
 */
public record MainMenu(
    List<String> banner,
    Visitor visitor,
    List<RunningGame> running,
    Optional<NamedGame> last,
    Optional<NamedGame> save,
    String notice,
    OptionalInt selected,
    boolean helping) {

  /** A game, and what people call it. */
  public record NamedGame(GameId id, String name) {}

  /**
   * A game that runs.
   *
   * @param elsewhere whether it is being played at another terminal
   */
  public record RunningGame(GameId id, String name, boolean elsewhere) {}

  /** What a key means. */
  public sealed interface Choice {}

  public record Login() implements Choice {}

  public record Register() implements Choice {}

  public record Play() implements Choice {}

  /** Start, resume or return to this game. */
  public record PlayGame(GameId game) implements Choice {}

  public record Watch() implements Choice {}

  public record ChangePassword() implements Choice {}

  public record ChangeEmail() implements Choice {}

  public record Quit() implements Choice {}

  /** The menu is to be shown like this. */
  public record Changed(MainMenu menu) implements Choice {}

  /** The page is to be drawn again. */
  public record Redraw() implements Choice {}

  /** The key means nothing here. */
  public record Ignored() implements Choice {}

  public MainMenu {
    banner = List.copyOf(banner);
    running = List.copyOf(running);
  }

  /** A menu of somebody who has no games yet. */
  public static MainMenu of(List<String> banner, Visitor visitor, String notice) {
    return new MainMenu(
        banner,
        visitor,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        notice,
        OptionalInt.empty(),
        false);
  }

  /** The same with these games of the visitor's. */
  public MainMenu withGames(
      List<RunningGame> running, Optional<NamedGame> last, Optional<NamedGame> save) {
    return new MainMenu(banner, visitor, running, last, save, notice, selected, helping);
  }

  /** The same on another banner. */
  public MainMenu under(List<String> banner) {
    return new MainMenu(banner, visitor, running, last, save, notice, selected, helping);
  }

  private MainMenu moved(OptionalInt to) {
    return new MainMenu(banner, visitor, running, last, save, notice, to, helping);
  }

  private MainMenu helping(boolean on) {
    return new MainMenu(banner, visitor, running, last, save, notice, selected, on);
  }

  /** What it looks like. */
  public Page page() {
    if (helping) {
      return choices().help("Keys of the main menu");
    }
    var rows = new ArrayList<Page.Row>();
    banner.forEach(line -> rows.add(Page.fixed(line)));
    rows.add(Page.empty());
    rows.add(Page.fixed(greeting()));
    rows.add(Page.empty());
    if (!notice.isEmpty()) {
      rows.add(Page.prose(" " + notice, Style.BOLD));
      rows.add(Page.empty());
    }
    if (!running.isEmpty()) {
      rows.add(Page.prose(stillRunning(), Style.PLAIN));
      rows.add(Page.empty());
    }
    rows.addAll(choices().rows());
    rows.add(Page.empty());
    return Page.waiting(rows);
  }

  /** What the key means; letters do so in either case where the other case is free. */
  public Choice choose(Key key) {
    if (helping) {
      return new Changed(helping(false));
    }
    return switch (choices().type(key)) {
      case Choices.Chosen<Choice>(Choice choice) -> choice;
      case Choices.Moved<Choice>(OptionalInt to) -> new Changed(moved(to));
      case Choices.Help<Choice> help -> new Changed(helping(true));
      case Choices.Redraw<Choice> redraw -> new Redraw();
      case Choices.Leave<Choice> leave -> new Quit();
      case Choices.Entered<Choice> entered ->
          running.isEmpty() ? new Ignored() : new PlayGame(running.getFirst().id());
      case Choices.Ignored<Choice> ignored -> new Ignored();
    };
  }

  private String greeting() {
    return switch (visitor) {
      case Visitor.Anonymous() -> " Not logged in.";
      case Visitor.Player(var name) -> " Logged in as: " + name;
    };
  }

  private Choices<Choice> choices() {
    var items = new ArrayList<Choices.Item<Choice>>();
    var watch = item('w', "Watch games in progress", "watch how others play, live", new Watch());
    switch (visitor) {
      case Visitor.Anonymous() -> {
        items.add(item('l', "Login", "sign in with your name and password", new Login()));
        items.add(item('r', "Register new user", "make an account, to play", new Register()));
        items.add(watch);
      }
      case Visitor.Player player -> {
        items.add(item('p', "Play a game", "choose a game from the list", new Play()));
        last.ifPresent(game ->
            items.add(
                item(
                    'r',
                    "Play " + game.name(),
                    "play the last game again",
                    new PlayGame(game.id()))));
        save.ifPresent(game ->
            items.add(
                item(
                    'R',
                    "Resume saved " + game.name(),
                    "go on with your newest save",
                    new PlayGame(game.id()))));
        items.add(watch);
        items.add(item('c', "Change password", "choose a new password", new ChangePassword()));
        items.add(
            item('e', "Change e-mail address", "give, change or remove it", new ChangeEmail()));
      }
    }
    items.add(item('q', "Quit", "leave this server", new Quit()));
    return new Choices<>(items, selected);
  }

  private static Choices.Item<Choice> item(char key, String label, String help, Choice choice) {
    return new Choices.Item<>(key, label, help, choice);
  }

  private String stillRunning() {
    String first = running.getFirst().name();
    if (running.size() == 1) {
      return running.getFirst().elsewhere()
          ? " Your game of " + first + " is being played at another terminal; press Enter for it."
          : " Your game of " + first + " is still running; press Enter to return to it.";
    }
    String names = running.stream().map(RunningGame::name).collect(Collectors.joining(", "));
    return " Your games are still running: " + names + ". Press Enter to return to " + first + ".";
  }
}
