package gatehouse.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.terminal.View.Charset;
import gatehouse.terminal.View.Colours;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.2-delta")
class FrameTest {

  /** Bytes; more in a long recording. */
  private static final int BETWEEN_FRAMES = 61;

  private static final int MOST_FRAMES = 600;
  private static final TerminalSize PHONE = new TerminalSize(40, 15);

  /** A frame in words: all that a terminal is to show, attributes and modes included. */
  private static String describe(Frame frame) {
    var words = new StringBuilder();
    for (int index = 0; index < frame.size().rows(); index++) {
      Row row = frame.row(index);
      long style = Style.PLAIN;
      for (int column = 0; column < row.columns(); column++) {
        if (row.style(column) != style) {
          style = row.style(column);
          words.append('{').append(Long.toHexString(style)).append('}');
        }
        words.append(row.width(column) == 0 ? "<" : "");
        row.appendCell(column, words);
      }
      words.append("|\n");
    }
    return words + "%d,%d %s".formatted(frame.cursorRow(), frame.cursorColumn(), frame.modes());
  }

  private static Screen showing(TerminalSize size, byte[]... parts) {
    var screen = new Screen(size);
    for (byte[] part : parts) {
      screen.feed(part);
    }
    return screen;
  }

  private static List<Frame> framesOf(Recording recording) {
    var screen = new Screen(recording.size());
    var frames = new ArrayList<Frame>();
    int length = recording.bytes().length;
    int step = Math.max(BETWEEN_FRAMES, length / MOST_FRAMES);
    for (int at = 0; at < length; at += step) {
      screen.feed(recording.bytes(), at, Math.min(at + step, length));
      frames.add(screen.frame());
    }
    return frames;
  }

  @ParameterizedTest
  @MethodSource({"gatehouse.terminal.Recording#all", "gatehouse.terminal.Recording#random"})
  void a_repaint_brings_a_used_terminal_to_the_frame(Recording recording) {
    var random = new Random(recording.bytes().length);
    for (Frame frame : framesOf(recording)) {
      var used = showing(frame.size(), new RandomProgram(random).write(30), frame.repaint());
      assertThat(describe(used.frame())).isEqualTo(describe(frame));
    }
  }

  @ParameterizedTest
  @MethodSource({"gatehouse.terminal.Recording#all", "gatehouse.terminal.Recording#random"})
  void differences_lead_from_frame_to_frame_near_and_far(Recording recording) {
    var frames = framesOf(recording);
    var random = new Random(frames.size());
    var screen = showing(recording.size(), frames.getFirst().repaint());
    var shown = frames.getFirst();
    for (int next = 1; next < frames.size(); next += 1 + random.nextInt(3)) {
      var frame = frames.get(random.nextInt(10) == 0 ? random.nextInt(frames.size()) : next);
      screen.feed(frame.differenceFrom(shown));
      shown = frame;
      assertThat(describe(screen.frame())).isEqualTo(describe(frame));
    }
  }

  @ParameterizedTest
  @MethodSource({"gatehouse.terminal.Recording#all", "gatehouse.terminal.Recording#random"})
  void a_frame_never_changes(Recording recording) {
    var screen = new Screen(recording.size());
    int half = recording.bytes().length / 2;
    screen.feed(recording.bytes(), 0, half);
    var frame = screen.frame();
    var words = describe(frame);
    screen.feed(recording.bytes(), half, recording.bytes().length);
    screen.resize(new TerminalSize(5, 3));
    assertThat(describe(frame)).isEqualTo(words);
  }

  @Test
  void an_unchanged_screen_has_the_same_frame_and_no_difference() {
    var screen = showing(TerminalSize.STANDARD, "\033[5;5H@".getBytes(UTF_8));
    var frame = screen.frame();
    screen.feed("\033[5;6H".getBytes(UTF_8));
    assertThat(screen.frame()).isSameAs(frame);
    assertThat(frame.differenceFrom(frame)).isEmpty();
  }

  @Test
  void a_step_costs_a_few_bytes() {
    var screen = showing(TerminalSize.STANDARD, "\033[5;5H.@..\033[5;6H".getBytes(UTF_8));
    var before = screen.frame();
    screen.feed("\b.@.\b\b\033[24;1HDlvl:1 T:2\033[5;7H".getBytes(UTF_8));
    assertThat(screen.frame().differenceFrom(before)).hasSizeLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033[24;1H\n", // the whole screen up
        "\033[H\033M\033M", // and down
        "\033[3;20r\033[20;1H\n\n\n\033[r\033[H", // a part of it up
        "\033[3;20r\033[3;1H\033M\033[r\033[H", // and down
        "\033[5;1H\033[2M", // lines deleted
        "\033[5;1H\033[L" // and inserted
      })
  void what_scrolls_is_scrolled(String output) {
    var text = new StringBuilder();
    for (int row = 1; row <= 24; row++) {
      text.append("\033[%d;1H%2d: the quick brown fox jumps over the lazy dog".formatted(row, row));
    }
    var screen = showing(TerminalSize.STANDARD, text.toString().getBytes(UTF_8));
    var before = screen.frame();
    var terminal = showing(TerminalSize.STANDARD, before.repaint());
    screen.feed(output.getBytes(UTF_8));
    byte[] difference = screen.frame().differenceFrom(before);
    assertThat(difference).hasSizeLessThan(60);
    terminal.feed(difference);
    assertThat(describe(terminal.frame())).isEqualTo(describe(screen.frame()));
  }

  @Test
  void blanks_within_a_row_are_erased_in_one_go() {
    var screen = showing(TerminalSize.STANDARD, ("[" + "#".repeat(60) + "]").getBytes(UTF_8));
    var before = screen.frame();
    screen.feed("\033[5G\033[50X".getBytes(UTF_8));
    assertThat(screen.frame().differenceFrom(before)).hasSizeLessThan(20);
  }

  @Test
  @Tag("S4.1-mouse")
  void onlookers_get_no_mode_of_the_players_keyboard_or_mouse() {
    var screen =
        showing(
            TerminalSize.STANDARD, "\033[?1;1000;1006;1004;2004h\033=\033[?25lhi".getBytes(UTF_8));
    var seen = showing(TerminalSize.STANDARD, screen.frame().forOnlookers().repaint());
    assertThat(seen.frame().modes())
        .isEqualTo(new FrameModes(false, 0, false, false, false, 0, 0, false, false));
    var all = showing(TerminalSize.STANDARD, screen.frame().repaint());
    assertThat(all.frame().modes()).isEqualTo(screen.frame().modes());
  }

  @Nested
  @Tag("S4.1-resize")
  class A_view {

    @ParameterizedTest
    @MethodSource({"gatehouse.terminal.Recording#all", "gatehouse.terminal.Recording#random"})
    void of_any_size_shows_the_cursor_where_it_is(Recording recording) {
      for (var size : List.of(PHONE, new TerminalSize(132, 50), new TerminalSize(3, 2), PHONE)) {
        for (Frame frame : framesOf(recording)) {
          var view = frame.view(new View(size, Charset.UTF_8, Colours.TRUE));
          assertThat(view.size()).isEqualTo(size);
          assertThat(view.cursorColumn()).isBetween(0, size.columns() - 1);
          assertThat(view.cursorRow()).isBetween(0, size.rows() - 1);
          var under = new StringBuilder();
          frame.row(frame.cursorRow()).appendCell(frame.cursorColumn(), under);
          var seen = new StringBuilder();
          view.row(view.cursorRow()).appendCell(view.cursorColumn(), seen);
          if (TextWidth.of(under.toString()) == 1) {
            assertThat(seen).hasToString(under.toString());
          }
          var shown = showing(size, view.repaint());
          assertThat(describe(shown.frame())).isEqualTo(describe(view));
        }
      }
    }

    @Test
    void on_a_phone_keeps_the_two_rows_at_the_bottom() {
      var text = new StringBuilder();
      IntStream.rangeClosed(1, 50)
          .forEach(row -> text.append("\033[%d;1Hrow %d".formatted(row, row)));
      for (int cursor = 1; cursor <= 50; cursor++) {
        var screen =
            showing(
                new TerminalSize(132, 50),
                text.toString().getBytes(UTF_8),
                "\033[%d;120H".formatted(cursor).getBytes(UTF_8));
        var view = screen.frame().view(new View(PHONE, Charset.UTF_8, Colours.TRUE));
        assertThat(view.cursorColumn()).isBetween(0, 39);
        screen.feed("\033[%d;3H".formatted(cursor).getBytes(UTF_8));
        view = screen.frame().view(new View(PHONE, Charset.UTF_8, Colours.TRUE));
        assertThat(view.lineText(13)).isEqualTo("row 49");
        assertThat(view.lineText(14)).isEqualTo("row 50");
        assertThat(view.lineText(view.cursorRow())).isEqualTo("row " + cursor);
      }
    }

    @Test
    void that_can_show_all_is_the_frame_itself() {
      var frame = showing(TerminalSize.STANDARD, "\033[31mhi".getBytes(UTF_8)).frame();
      assertThat(frame.view(new View(TerminalSize.STANDARD, Charset.UTF_8, Colours.TRUE)))
          .isSameAs(frame);
    }

    @ParameterizedTest
    @CsvSource({
      "DEC,   '\033[H\016lqk\017 ?+'",
      "ASCII, '--- ?+'",
    })
    void for_other_characters_shows_their_likes(Charset charset, String drawn) {
      var screen = showing(new TerminalSize(20, 1), "┌─┐ 漢╬".getBytes(UTF_8));
      var view = screen.frame().view(new View(screen.size(), charset, Colours.TRUE));
      var shown = showing(screen.size(), view.repaint());
      var expected = charset == Charset.DEC ? "┌─┐ ? +" : "+-+ ? +";
      assertThat(shown.lineText(0)).isEqualTo(expected);
      assertThat(drawn).isNotEmpty();
    }

    @Test
    void for_an_IBM_PC_is_sent_its_bytes() {
      var screen = showing(new TerminalSize(20, 1), "─░é漢".getBytes(UTF_8));
      var bytes =
          screen.frame().view(new View(screen.size(), Charset.CP437, Colours.TRUE)).repaint();
      assertThat(bytes).containsSequence(0xC4, 0xB0, 0x82, '?');
    }

    @ParameterizedTest
    @EnumSource(Charset.class)
    void is_followed_by_differences_in_its_own_characters(Charset charset) {
      var recording = Recording.all().findFirst().orElseThrow();
      var size = recording.size();
      var frames =
          framesOf(recording).stream()
              .map(frame -> frame.view(new View(size, charset, Colours.PALETTE_8)))
              .toList();
      if (charset == Charset.CP437) {
        return; // our own screen speaks UTF-8
      }
      var screen = showing(size, frames.getFirst().repaint());
      for (int next = 1; next < frames.size(); next++) {
        screen.feed(frames.get(next).differenceFrom(frames.get(next - 1)));
        assertThat(screen.text()).isEqualTo(frames.get(next).text());
      }
    }

    @ParameterizedTest
    @CsvSource({
      "'38;2;255;0;0', PALETTE_256, '38;5;196'",
      "'38;2;8;8;8',   PALETTE_256, '38;5;232'",
      "'38;5;196',     PALETTE_16,  '91'",
      "'91',           PALETTE_8,   '1;31'",
      "'48;5;196',     PALETTE_8,   '41'",
      "'41',           MONO,        '7'",
      "'7;41',         MONO,        ''",
      "'1;31',         MONO,        '1'",
      "'38;5;7',       TRUE,        '37'",
    })
    void has_the_nearest_colours_there_are(String given, Colours colours, String expected) {
      var size = new TerminalSize(2, 1);
      var screen = showing(size, ("\033[" + given + "mx").getBytes(UTF_8));
      var same = showing(size, ("\033[" + expected + "mx").getBytes(UTF_8));
      var view = screen.frame().view(new View(size, Charset.UTF_8, colours));
      assertThat(view.row(0).style(0)).isEqualTo(same.frame().row(0).style(0));
    }

    @ParameterizedTest
    @CsvSource({
      "xterm-256color, UTF_8, PALETTE_256",
      "xterm-kitty,    UTF_8, TRUE",
      "xterm-direct,   UTF_8, TRUE",
      "xterm,          UTF_8, PALETTE_16",
      "tmux-256color,  UTF_8, PALETTE_256",
      "screen,         UTF_8, PALETTE_16",
      "linux,          UTF_8, PALETTE_8",
      "vt100,          DEC,   MONO",
      "vt220,          DEC,   MONO",
      "ansi,           CP437, PALETTE_8",
      "dumb,           ASCII, MONO",
      "'',             UTF_8, PALETTE_8",
      "made-up,        UTF_8, PALETTE_8",
    })
    void is_what_the_terminals_name_tells(String term, Charset charset, Colours colours) {
      assertThat(View.of(term, PHONE)).isEqualTo(new View(PHONE, charset, colours));
    }

    @ParameterizedTest
    @CsvSource({
      "xterm-256color, COLORTERM, truecolor, TRUE",
      "xterm-256color, COLORTERM, 24bit,     TRUE",
      "xterm-256color, COLORTERM, rxvt,      PALETTE_256",
      "xterm,          COLORTERM, truecolor, PALETTE_16",
      "xterm-kitty,    NO_COLOR,  1,         MONO",
      "xterm-kitty,    NO_COLOR,  '',        TRUE",
      "xterm-kitty,    LANG,      C,         TRUE",
    })
    void has_the_colours_that_the_clients_variables_add(
        String term, String name, String value, Colours colours) {
      assertThat(View.of(term, PHONE).saying(Map.of(name, value)).colours()).isEqualTo(colours);
    }

    @ParameterizedTest
    @CsvSource({
      "xterm-256color, xterm-256color, true",
      "xterm-kitty,    xterm-256color, true",
      "alacritty,      xterm-256color, true",
      "'',             xterm-256color, true",
      "vt100,          xterm-256color, false",
      "linux,          xterm-256color, false",
      "xterm,          xterm-256color, false",
      "xterm-256color, xterm,          true",
      "xterm-256color, vt100,          false",
      "xterm-256color, screen,         false",
    })
    void is_needed_where_a_terminal_would_not_understand(
        String term, String programTerm, boolean understands) {
      assertThat(View.understands(term, programTerm)).isEqualTo(understands);
    }
  }

  @Test
  void sizes_of_what_is_sent_for_a_game_of_NetHack() {
    var recording = Recording.all().findFirst().orElseThrow();
    var frames = framesOf(recording);
    int[] sizes =
        IntStream.range(1, frames.size())
            .map(next -> frames.get(next).differenceFrom(frames.get(next - 1)).length)
            .filter(size -> size > 0)
            .sorted()
            .toArray();
    int largest = frames.stream().mapToInt(frame -> frame.repaint().length).max().orElseThrow();
    assertThat(sizes[sizes.length / 2]).as(Arrays.toString(sizes)).isLessThan(120);
    assertThat(largest).isLessThan(3 * 1024);
  }
}
