package gatehouse.auth.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.PlayerName;
import gatehouse.model.RefreshToken;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("A-token")
class RefreshTokensTest {

  private final RefreshTokens tokens = new RefreshTokens();

  @Test
  void a_token_leads_back_to_its_account_and_print() {
    var minted = tokens.mint(new PlayerName("Alice"));
    var read = RefreshTokens.read(minted.token()).orElseThrow();
    assertThat(read.account()).isEqualTo("alice");
    assertThat(read.print()).isEqualTo(minted.print());
  }

  @Test
  void what_is_kept_does_not_give_the_token_away() {
    var minted = tokens.mint(new PlayerName("Alice"));
    assertThat(minted.token().value())
        .doesNotContain(minted.print().family())
        .doesNotContain(minted.print().secret());
    assertThat(minted + "" + RefreshTokens.read(minted.token()))
        .doesNotContain(minted.token().value());
  }

  @Test
  void a_successor_is_of_the_same_family_with_a_secret_of_its_own() {
    var first = tokens.mint(new PlayerName("Alice"));
    var second = tokens.successorOf(RefreshTokens.read(first.token()).orElseThrow());
    assertThat(second.print().family()).isEqualTo(first.print().family());
    assertThat(second.print().secret()).isNotEqualTo(first.print().secret());
    assertThat(RefreshTokens.read(second.token()).orElseThrow().print()).isEqualTo(second.print());
  }

  @Test
  void each_sign_in_is_a_family_of_its_own() {
    var name = new PlayerName("Alice");
    assertThat(tokens.mint(name).print().family()).isNotEqualTo(tokens.mint(name).print().family());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "alice.short",
        "Alice.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "alice.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "../x.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void other_words_are_no_tokens(String word) {
    assertThat(RefreshTokens.read(new RefreshToken(word))).isEmpty();
  }
}
