package gatehouse.menu;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.menu.Form.Aborted;
import gatehouse.menu.Form.Asking;
import gatehouse.menu.Form.Completed;
import gatehouse.model.Password;
import gatehouse.terminal.Key;
import gatehouse.terminal.KeyDecoder;
import gatehouse.terminal.TerminalSize;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FormTest {

  private static <A> Form.Result<A> type(Form<A> form, String typed) {
    Form.Result<A> result = new Asking<>(form);
    var decoder = new KeyDecoder();
    var keys = new ArrayList<>(decoder.decode(typed.getBytes(StandardCharsets.UTF_8)));
    keys.addAll(decoder.flush());
    for (Key key : keys) {
      if (result instanceof Asking<A>(Form<A> next)) {
        result = next.type(key);
      }
    }
    return result;
  }

  private static <A> Form<A> asking(Form<A> form, String typed) {
    return switch (type(form, typed)) {
      case Asking<A>(Form<A> next) -> next;
      case Completed<A> completed -> throw new AssertionError("completed");
      case Aborted<A> aborted -> throw new AssertionError("aborted");
    };
  }

  private static <A> Completed<A> completed(Form<A> form, String typed) {
    return switch (type(form, typed)) {
      case Completed<A> completed -> completed;
      case Asking<A> asking -> throw new AssertionError("still asking");
      case Aborted<A> aborted -> throw new AssertionError("aborted");
    };
  }

  private static String shown(Form<?> form) {
    return GoldenScreens.shown(form.page(), TerminalSize.STANDARD);
  }

  @Nested
  @Tag("C-login")
  class Logging_in {

    @Test
    void asks_for_name_and_password() {
      assertThat(completed(Forms.login(), " alice \rse cret \r").answers())
          .isEqualTo(new Forms.Login("alice", new Password("se cret ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "  \r", "\003", "al\004", "alice\r\003", "alice\rsecret\033"})
    void is_aborted_by_a_blank_name_or_the_usual_keys(String typed) {
      assertThat(type(Forms.login(), typed)).isInstanceOf(Aborted.class);
    }

    @Test
    void shows_the_name_and_nothing_of_the_password() {
      assertThat(shown(asking(Forms.login(), "alice"))).contains(" => alice\n");
      assertThat(shown(asking(Forms.login(), "alice\rsecret")))
          .contains(" =>\n")
          .doesNotContain("*")
          .doesNotContain("secret")
          .endsWith("cursor at 4, 4\n");
    }

    @Test
    void takes_a_pasted_password() {
      assertThat(completed(Forms.login(), "alice\r\033[200~pa55\n\033[201~\r").answers().password())
          .isEqualTo(new Password("pa55"));
    }

    @Test
    void is_printed_without_the_password() {
      var completed = completed(Forms.login(), "alice\rsecret\r");
      assertThat(completed.toString()).doesNotContain("secret");
    }
  }

  @Nested
  @Tag("C-register")
  class Registering {

    @Test
    void asks_for_name_password_twice_and_email() {
      assertThat(completed(Forms.registration(), "alice\rsesame\rsesame\ra@b.example\r").answers())
          .isEqualTo(new Forms.Registration("alice", new Password("sesame"), "a@b.example"));
      assertThat(completed(Forms.registration(), "alice\rsesame\rsesame\r\r").answers().email())
          .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a-b", "é é", "abcdefghijklmnopqrstu", "nethack"})
    void asks_again_for_a_name_that_cannot_be(String name) {
      var form = asking(Forms.registration(), name + "\r");
      assertThat(shown(form)).contains("Choose a username.").contains("username is");
      assertThat(completed(form, "alice\rsesame\rsesame\r\r").answers().username())
          .isEqualTo("alice");
    }

    @Test
    void asks_for_the_password_again_when_the_two_differ() {
      var form = asking(Forms.registration(), "alice\rthirty\rtwenty\r");
      assertThat(shown(form))
          .contains(" Sorry, the passwords don't match. Try again.\n")
          .contains(" Choose a password.\n");
      assertThat(completed(form, "sesame\rsesame\r\r").answers().password())
          .isEqualTo(new Password("sesame"));
    }

    @Test
    void refuses_a_short_password() {
      assertThat(shown(asking(Forms.registration(), "alice\r\r")))
          .contains("A password has at least 6 characters.")
          .contains("Choose a password.");
    }

    @Test
    void asks_only_for_the_name_again_when_it_is_taken() {
      var form = completed(Forms.registration(), "alice\rsesame\rsesame\rm@il\r").form();
      var again = form.again(Field.USERNAME, "That name is taken.");
      assertThat(shown(again)).contains(" That name is taken.\n").contains(" Choose a username.");
      assertThat(completed(again, "bob\r").answers())
          .isEqualTo(new Forms.Registration("bob", new Password("sesame"), "m@il"));
    }

    @Test
    void asks_for_both_passwords_again_when_the_service_refuses_it() {
      var form = completed(Forms.registration(), "alice\rsesame\rsesame\rm@il\r").form();
      var again = form.again(Field.PASSWORD, "Too short.");
      assertThat(completed(again, "longer\rlonger\r").answers())
          .isEqualTo(new Forms.Registration("alice", new Password("longer"), "m@il"));
    }
  }

  @Nested
  class Changing_the_password {

    @Test
    void asks_for_the_current_one_and_the_new_one_twice() {
      assertThat(completed(Forms.passwordChange(), "old\rbrandnew\rbrandnew\r").answers())
          .isEqualTo(new Forms.PasswordChange(new Password("old"), new Password("brandnew")));
    }
  }
}
