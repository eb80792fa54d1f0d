package gatehouse.terminal;

import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Repaints on a real terminal that is not ours: tmux. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.1-unicode")
class RepaintIT {

  private static final int SCREENS = 5;

  /** What tmux tells of a pane. */
  private static final String MODES =
      "cursor #{cursor_y},#{cursor_x} alternate #{alternate_on} visible #{cursor_flag}"
          + " insert #{insert_flag} keys #{keypad_cursor_flag} keypad #{keypad_flag}"
          + " wrap #{wrap_flag} region #{scroll_region_upper}-#{scroll_region_lower}";

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("gatehouse.terminal.Recording#all")
  @NeedsRealPart(TMUX)
  void look_and_behave_as_the_screen_they_were_made_from(Recording recording) throws Exception {
    byte[] bytes = recording.bytes();
    var screen = new Screen(recording.size());
    int from = 0;
    for (int i = 1; i <= SCREENS; i++) {
      int to = bytes.length / (SCREENS + 1) * i;
      screen.feed(bytes, from, to);
      from = to;
      while (screen.midSequence()) {
        screen.feed(bytes, from, ++from);
      }
      assertThat(shownByTmux(screen)).as("at %d", to).isEqualTo(described(screen));
    }
  }

  private static String described(Screen screen) {
    Canvas canvas = screen.canvas();
    Modes modes = canvas.modes;
    // tmux counts a pending wrap as a column of its own.
    int column = screen.cursorColumn() + (canvas.cursor.wrapPending ? 1 : 0);
    return screen.text()
        + "cursor %d,%d alternate %d visible %d insert %d keys %d keypad %d wrap %d region %d-%d"
            .formatted(
                screen.cursorRow(),
                column,
                flag(screen.alternateShown()),
                flag(modes.cursorVisible),
                flag(modes.insert),
                flag(modes.applicationCursor),
                flag(modes.applicationKeypad),
                flag(modes.autowrap),
                canvas.top,
                canvas.bottom);
  }

  private static int flag(boolean on) {
    return on ? 1 : 0;
  }

  private String shownByTmux(Screen screen) throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("repaint"), screen.repaint());
    var size = screen.size();
    stopTmux();
    tmux(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        String.valueOf(size.columns()),
        "-y",
        String.valueOf(size.rows()),
        "bash",
        "--norc",
        "-c",
        show(file));
    tmux("wait-for", "shown");
    var text = new StringBuilder();
    tmux("capture-pane", "-p")
        .lines()
        .forEach(line -> text.append(line.stripTrailing()).append('\n'));
    return text + tmux("display-message", "-p", MODES).strip();
  }

  /** Shows the file, waits until the terminal has dealt with it, says so, and stays. */
  private String show(Path file) {
    return ("stty raw -echo; cat '%s'; printf '\\033[6n'; IFS= read -r -d R answer;"
            + " tmux -S '%s' wait-for -S shown; exec cat >/dev/null")
        .formatted(file, socket());
  }

  private Path socket() {
    return folder.resolve("tmux");
  }

  @AfterEach
  void stopTmux() throws IOException, InterruptedException {
    if (Files.exists(socket())) {
      tmux("kill-server");
      Files.deleteIfExists(socket());
    }
  }

  private String tmux(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(TMUX, "-u", "-S", socket().toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("TMUX");
    builder.environment().put("LC_ALL", "C.UTF-8");
    var process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("tmux " + List.of(arguments) + " does not come back");
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
