package gatehouse.terminal;

import static gatehouse.testkit.NeedsRealPart.TMUX;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A pane of a tmux server of its own, shown what it is given.
 *
 * <p>A shell in it writes each piece, waits for the answer to a query, which tmux gives once it has
 * dealt with all before, and says that it is done.
 */
final class TmuxPane implements AutoCloseable {

  /** The modes that tmux tells of, as it spells them, by their names in {@link Picture}. */
  private static final Map<String, String> FLAGS =
      Map.of(
          "visible", "cursor_flag",
          "alternate", "alternate_on",
          "insert", "insert_flag",
          "origin", "origin_flag",
          "autowrap", "wrap_flag",
          "application cursor", "keypad_cursor_flag",
          "application keypad", "keypad_flag");

  private static final String PLACES =
      "#{cursor_y},#{cursor_x} #{scroll_region_upper}-#{scroll_region_lower}";

  private final Path folder;
  private final TerminalSize size;

  TmuxPane(Path folder, TerminalSize size) throws IOException {
    this.folder = folder;
    this.size = size;
    var columns = String.valueOf(size.columns());
    var rows = String.valueOf(size.rows());
    tmux("-f", "/dev/null", "new-session", "-d", "-x", columns, "-y", rows, "bash", "-c", shell());
  }

  private String shell() {
    return ("stty raw -echo; tmux() { command tmux -S '%s' \"$@\"; };"
            + " while tmux wait-for given; do cat '%s'; printf '\\033[5n';"
            + " IFS= read -r -d n answer; tmux wait-for -S shown; done")
        .formatted(socket(), piece());
  }

  /** Shows what a program wrote, and tells what is shown then. */
  Picture show(byte[] bytes) throws IOException {
    Files.write(piece(), bytes);
    var flags = List.copyOf(FLAGS.keySet());
    var told = new StringBuilder(PLACES);
    flags.forEach(flag -> told.append(" #{").append(FLAGS.get(flag)).append('}'));
    String answer =
        tmux(
            "wait-for",
            "-S",
            "given",
            ";",
            "wait-for",
            "shown",
            ";",
            "capture-pane",
            "-e",
            "-N",
            "-p",
            ";",
            "display-message",
            "-p",
            told.toString());
    int end = answer.lastIndexOf('\n', answer.length() - 2);
    var cells = new TmuxCells(size.columns()).rows(answer.substring(0, end + 1));
    return new Picture(cells, modes(answer.substring(end).strip().split(" ", -1), flags));
  }

  private Map<String, Object> modes(String[] told, List<String> flags) {
    var modes = new HashMap<String, Object>();
    String[] cursor = told[0].split(",", 2);
    // tmux counts a pending wrap as a column of its own.
    int column = Integer.parseInt(cursor[1]);
    modes.put("cursor", cursor[0] + "," + Math.min(column, size.columns() - 1));
    modes.put("wrap pending", column == size.columns());
    modes.put("region", told[1]);
    for (int i = 0; i < flags.size(); i++) {
      modes.put(flags.get(i), told[i + 2].equals("1"));
    }
    return modes;
  }

  private Path socket() {
    return folder.resolve("tmux");
  }

  private Path piece() {
    return folder.resolve("piece");
  }

  @Override
  public void close() throws IOException {
    tmux("kill-server");
    Files.deleteIfExists(socket());
  }

  private String tmux(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(TMUX, "-u", "-S", socket().toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.environment().remove("TMUX");
    builder.environment().put("LC_ALL", "C.UTF-8");
    var process = builder.start();
    process.getOutputStream().close();
    if (!endsInTime(process)) {
      process.destroyForcibly();
      throw new AssertionError("tmux " + List.of(arguments) + " does not come back");
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static boolean endsInTime(Process process) {
    try {
      return process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
