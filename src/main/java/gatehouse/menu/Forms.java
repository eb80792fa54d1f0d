package gatehouse.menu;

import gatehouse.menu.Form.Bad;
import gatehouse.menu.Form.Check;
import gatehouse.menu.Form.Good;
import gatehouse.menu.Form.Question;
import gatehouse.menu.Form.Verdict;
import gatehouse.model.EmailAddress;
import gatehouse.model.Password;
import gatehouse.model.PlayerName;
import gatehouse.terminal.LineEditor;
import java.util.List;
import java.util.Optional;

/** The forms there are, worded as players of dgamelaunch know them. */
public final class Forms {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_PASSWORD = 256;
  private static final int LONGEST_EMAIL = 254;

  private static final Check ANYTHING = (answer, before) -> new Good();

  private Forms() {}

  /** The answers of {@link Forms#login}. */
  public record Login(String username, Password password) {}

  /** The answers of {@link Forms#registration}; an empty {@code email} means none. */
  public record Registration(String username, Password password, String email) {}

  /** The answers of {@link Forms#passwordChange}. */
  public record PasswordChange(Password current, Password replacement) {}

  /** The answers of {@link Forms#emailChange}; an empty {@code email} removes the address. */
  public record EmailChange(Password current, String email) {}

  /** Asks for the password, lest an open terminal lose an account, and for a new address. */
  public static Form<EmailChange> emailChange() {
    return new Form<>(
        " ## Change e-mail address",
        List.of(
            password(Field.CURRENT_PASSWORD, "Please enter your password.", ANYTHING),
            new Question(
                Field.EMAIL,
                "Your new e-mail address. (- removes it; blank entry aborts)",
                LineEditor.plain(LONGEST_EMAIL),
                true,
                (answer, before) ->
                    verdict(Field.EMAIL, EmailAddress.problemWith(addressIn(answer))))),
        answers ->
            new EmailChange(
                new Password(answers.to(Field.CURRENT_PASSWORD)),
                addressIn(answers.to(Field.EMAIL))));
  }

  private static String addressIn(String answer) {
    return answer.strip().equals("-") ? "" : answer.strip();
  }

  /** Asks who somebody is. */
  public static Form<Login> login() {
    return new Form<>(
        " ## Login",
        List.of(
            name("Please enter your username. (blank entry aborts)", ANYTHING),
            password(Field.PASSWORD, "Please enter your password.", ANYTHING)),
        answers ->
            new Login(
                answers.to(Field.USERNAME).strip(), new Password(answers.to(Field.PASSWORD))));
  }

  /** Asks for what an account needs. */
  public static Form<Registration> registration() {
    return new Form<>(
        " ## Register new user",
        List.of(
            name(
                "Choose a username. (letters and digits, 2 to 20; blank entry aborts)",
                (answer, before) -> nameCanBeRegistered(answer)),
            password(Field.PASSWORD, "Choose a password.", (answer, before) -> canBeChosen(answer)),
            repeatedPassword("Repeat the password."),
            new Question(
                Field.EMAIL,
                "E-mail address. (optional)",
                LineEditor.plain(LONGEST_EMAIL),
                false,
                (answer, before) ->
                    verdict(Field.EMAIL, EmailAddress.problemWith(answer.strip())))),
        answers ->
            new Registration(
                answers.to(Field.USERNAME).strip(),
                new Password(answers.to(Field.PASSWORD)),
                answers.to(Field.EMAIL).strip()));
  }

  /** Asks for the old password and for a new one. */
  public static Form<PasswordChange> passwordChange() {
    return new Form<>(
        " ## Change password",
        List.of(
            password(Field.CURRENT_PASSWORD, "Please enter your current password.", ANYTHING),
            password(
                Field.PASSWORD, "Choose a new password.", (answer, before) -> canBeChosen(answer)),
            repeatedPassword("Repeat the new password.")),
        answers ->
            new PasswordChange(
                new Password(answers.to(Field.CURRENT_PASSWORD)),
                new Password(answers.to(Field.PASSWORD))));
  }

  private static Question name(String text, Check check) {
    return new Question(Field.USERNAME, text, LineEditor.plain(LONGEST_NAME), true, check);
  }

  private static Question password(Field field, String text, Check check) {
    return new Question(field, text, LineEditor.masked(LONGEST_PASSWORD), false, check);
  }

  private static Question repeatedPassword(String text) {
    return password(
        Field.REPEATED_PASSWORD,
        text,
        (answer, before) ->
            answer.equals(before.to(Field.PASSWORD))
                ? new Good()
                : new Bad(Field.PASSWORD, "Sorry, the passwords don't match. Try again."));
  }

  private static Verdict nameCanBeRegistered(String answer) {
    return verdict(Field.USERNAME, PlayerName.problemWith(answer.strip()));
  }

  private static Verdict canBeChosen(String password) {
    return verdict(Field.PASSWORD, new Password(password).problem());
  }

  private static Verdict verdict(Field field, Optional<String> problem) {
    return problem.<Verdict>map(line -> new Bad(field, line)).orElseGet(Good::new);
  }
}
