package gatehouse.game.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.terminal.TerminalSize;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-launch")
class AdventureTest {

  @Test
  void can_be_won_and_lost_and_always_ends() {
    var ends =
        LongStream.range(0, 300)
            .mapToObj(AdventureTest::played)
            .map(adventure -> adventure.end().orElse("never"))
            .toList();

    assertThat(ends).doesNotContain("never");
    assertThat(ends.stream().filter(end -> end.equals("escaped with the amulet")).count())
        .isBetween(60L, 240L);
    assertThat(ends).anyMatch(end -> end.startsWith("killed by a "));
  }

  @Test
  @Tag("S1.1-save")
  void is_the_same_when_its_moves_are_replayed() {
    var adventure = new Adventure(7);
    new Bot(adventure).play(150);
    var again = Adventure.replayed(7, adventure.moves());

    assertThat(again.turn()).isEqualTo(adventure.turn()).isGreaterThan(100);
    assertThat(picture(again)).isEqualTo(picture(adventure));
  }

  @Test
  void counts_no_turn_for_what_cannot_be_done() {
    var adventure = new Adventure(1);
    adventure.act(Move.DESCEND);
    adventure.act(Move.CLIMB);

    assertThat(adventure.turn()).isEqualTo(1);
    assertThat(adventure.told()).isEqualTo("You will not leave without the amulet.");
  }

  @Test
  void starves_in_the_end() {
    var adventure = new Adventure(1);
    adventure.level().monsters().clear();
    while (adventure.end().isEmpty()) {
      adventure.act(Move.REST);
    }

    assertThat(adventure.end()).contains("starved");
    assertThat(adventure.moves()).hasSize(Adventure.STARVATION);
  }

  @Test
  void refuses_moves_that_are_none() {
    assertThatThrownBy(() -> Adventure.replayed(1, "h!"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Adventure played(long seed) {
    var adventure = new Adventure(seed);
    new Bot(adventure).play(Adventure.STARVATION);
    return adventure;
  }

  private static Object picture(Adventure adventure) {
    return Picture.of(adventure, "", TerminalSize.STANDARD);
  }
}
