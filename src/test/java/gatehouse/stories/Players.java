package gatehouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Person;
import gatehouse.testkit.ServerProcess;
import java.util.Map;
import java.util.regex.Pattern;

/** What people do again and again on one server: come in, sign in, begin to play. */
record Players(ServerProcess server) {

  private static final Pattern TURN = Pattern.compile("T:(\\d+)");
  private static final String PASSWORD = "open sesame";

  /** Somebody at the menu of those who have not signed in. */
  Person visitor() {
    return visitor(80, 24);
  }

  /** The same on a terminal of this size. */
  Person visitor(int columns, int rows) {
    return Person.connects(server.port(), "play", columns, rows).sees("Not logged in.");
  }

  /** Somebody who has just made an account. */
  Person registered(String name) {
    return registered(name, visitor());
  }

  /** A visitor who makes an account. */
  Person registered(String name, Person visitor) {
    return visitor
        .types("r")
        .sees("Choose a username.")
        .enters(name)
        .sees("Choose a password.")
        .enters(PASSWORD)
        .sees("Repeat the password.")
        .enters(PASSWORD)
        .sees("E-mail address.")
        .enters("")
        .sees("Logged in as: " + name)
        .sees("p) Play a game");
  }

  /** Somebody who has an account, and has said the password. */
  Person returning(String name) {
    return returning(name, 80, 24, "xterm-256color").sees("Logged in as: " + name);
  }

  /** The same at another terminal; what is on the screen then depends. */
  Person returning(String name, int columns, int rows, String term) {
    return Person.connects(server.port(), name, columns, rows, term)
        .sees("Account " + name + "; Enter alone goes to the menu.")
        .sees("Password:")
        .enters(PASSWORD);
  }

  /** Opens the list of games and presses the letter beside this name. */
  Person plays(Person person, String game) {
    person.types("p").sees("Choose a game").sees(") " + game);
    return choosesFromList(person, game);
  }

  /** Opens the list of games in progress and presses the letter beside this player. */
  Person watches(Person person, String player) {
    person.types("w").sees("Games in progress").sees(" " + player);
    return choosesFromList(person, player);
  }

  private static Person choosesFromList(Person person, String beside) {
    var letter = Pattern.compile("(\\w)\\) " + Pattern.quote(beside)).matcher(person.screen());
    assertThat(letter.find()).as(person.screen()).isTrue();
    return person.types(letter.group(1));
  }

  /** Begins a game of NetHack, with whatever character it picks. */
  Person playsNetHack(Person person) {
    plays(person, "NetHack").sees("Shall I pick").types("y");
    person.answersUntil("T:1", Map.of("Is this ok?", "y", "--More--", "Space"));
    return person.dismisses("--More--", "Space");
  }

  /** The turn that NetHack's status line shows. */
  int turn(Person person) {
    var turn = TURN.matcher(person.screen());
    assertThat(turn.find()).as(person.screen()).isTrue();
    return Integer.parseInt(turn.group(1));
  }
}
