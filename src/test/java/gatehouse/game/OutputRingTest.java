package gatehouse.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SD-io")
class OutputRingTest {

  private final OutputRing ring = new OutputRing(10);

  @Test
  void gives_back_what_was_appended() {
    append("abc");
    assertThat(ring.from(0, 100).utf8String()).isEqualTo("abc");
    assertThat(ring.from(1, 1).utf8String()).isEqualTo("b");
    assertThat(ring.from(3, 100).isEmpty()).isTrue();
  }

  @Test
  void forgets_the_oldest() {
    append("0123456789");
    append("ab");
    assertThat(ring.reaches(1)).isFalse();
    assertThat(ring.reaches(2)).isTrue();
    assertThat(ring.from(2, 100).utf8String()).isEqualTo("23456789ab");
    assertThatThrownBy(() -> ring.from(1, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void does_not_reach_into_the_future() {
    append("abc");
    assertThat(ring.reaches(3)).isTrue();
    assertThat(ring.reaches(4)).isFalse();
    assertThat(ring.reaches(-1)).isFalse();
  }

  @Test
  void agrees_with_a_plain_string_however_it_is_filled() {
    var random = new Random(3);
    var all = new StringBuilder();
    for (int step = 0; step < 1000; step++) {
      var piece = Integer.toString(step).repeat(random.nextInt(6));
      all.append(piece);
      append(piece);
      assertThat(ring.end()).isEqualTo(all.length());
      int from = Math.max(0, all.length() - random.nextInt(11));
      assertThat(ring.from(from, 100).utf8String()).isEqualTo(all.substring(from));
    }
  }

  private void append(String text) {
    var bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    ring.append(bytes, 1, bytes.length - 1);
  }
}
