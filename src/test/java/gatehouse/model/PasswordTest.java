package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("A-register")
class PasswordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"sesame", "correct horse battery staple", "пароль", "🔑🔑🔑🔑🔑🔑", "\"$%&/\\"})
  void six_characters_of_any_script_will_do(String text) {
    assertThat(new Password(text).problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "🔑🔑🔑🔑🔑"})
  void fewer_are_too_few(String text) {
    assertThat(new Password(text).problem()).contains("A password has at least 6 characters.");
  }

  @Test
  void more_than_256_bytes_are_too_many() {
    assertThat(new Password("x".repeat(256)).problem()).isEmpty();
    for (var text : new String[] {"x".repeat(257), "é".repeat(129)}) {
      assertThat(new Password(text).problem()).contains("A password has at most 256 bytes.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sesame\n", "ses\0ame", "\033[2Jsesame", "sesame\u009b"})
  void control_characters_are_a_mistake(String text) {
    assertThat(new Password(text).problem()).contains("A password has no control characters.");
  }
}
