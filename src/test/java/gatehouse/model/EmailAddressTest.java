package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("A-register")
class EmailAddressTest {

  private static final String LONG =
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  @ParameterizedTest
  @ValueSource(strings = {"", "a@b", "first.last+tag@example.org", "žofie@příklad.cz"})
  void none_or_something_on_both_sides_of_one_at_will_do(String text) {
    assertThat(EmailAddress.problemWith(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@",
        "a@",
        "@b",
        "a@b@c",
        "a b@c",
        "a@b\n",
        "a@\0b",
        "a@b\u001b[2J",
        "a@b\u202e",
        "a\u00a0@b",
        LONG + "@" + LONG + LONG + LONG
      })
  void anything_else_is_none(String text) {
    assertThat(EmailAddress.problemWith(text)).contains("That is not an e-mail address.");
  }
}
