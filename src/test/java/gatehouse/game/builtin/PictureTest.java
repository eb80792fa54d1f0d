package gatehouse.game.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.terminal.TerminalSize;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-launch")
class PictureTest {

  private final Adventure adventure = new Adventure(3);

  @ParameterizedTest
  @CsvSource({"80,24", "40,15", "20,6", "132,50", "512,512", "1,1", "2,3"})
  void fits_the_terminal(int columns, int rows) {
    var size = new TerminalSize(columns, rows);
    for (List<String> picture :
        List.of(Picture.of(adventure, "m".repeat(600), size), Picture.help(size))) {
      assertThat(picture).hasSize(rows);
      assertThat(picture)
          .allSatisfy(row -> assertThat(plain(row)).hasSizeLessThanOrEqualTo(columns));
    }
  }

  @ParameterizedTest
  @CsvSource({"80,24", "40,15", "20,6"})
  void always_shows_the_hero(int columns, int rows) {
    new Bot(adventure).play(60);
    var picture = Picture.of(adventure, "", new TerminalSize(columns, rows));

    assertThat(picture).anySatisfy(row -> assertThat(plain(row)).contains("@"));
  }

  @Test
  void ends_in_a_status_line_like_other_games_of_this_kind() {
    assertThat(Picture.of(adventure, "", TerminalSize.STANDARD).getLast())
        .startsWith("Dlvl:1 $:0 HP:16(16) Xp:1 T:1");
  }

  @Test
  void hides_what_the_hero_has_not_seen() {
    var map = String.join("", Picture.of(adventure, "", TerminalSize.STANDARD));

    assertThat(map.chars().filter(symbol -> symbol == '.').count()).isLessThan(100);
  }

  private static String plain(String row) {
    return row.replaceAll("\033\\[[0-9;]*m", "");
  }
}
