package gatehouse.game.builtin;

import gatehouse.terminal.TerminalSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The Cellar, a small dungeon: {@code Cellar --player NAME --save FILE --log FILE}.
 *
 * <p>Leaves with status 0 and a save when its terminal hangs up or it is asked to end. A save is
 * used up by resuming it; one that is damaged is put aside and told.
 */
public final class Cellar {

  /** What keys mean. */
  private enum Mode {
    PLAYING,
    READING_HELP,
    ASKED_TO_QUIT,
    DEAD
  }

  private static final char CONTROL_C = 3;
  private static final char CONTROL_L = 12;

  private final String player;
  private final Path saveFile;
  private final Path log;
  private final Clock clock = Clock.systemUTC();
  private final ReentrantLock lock = new ReentrantLock();
  private final long began = clock.instant().getEpochSecond();
  private final Keyboard keyboard = new Keyboard(System.in);
  private final Screen screen = new Screen(System.out);
  private final Save origin;
  private final Adventure adventure;
  private TerminalSize size = TerminalSize.STANDARD;
  private Mode mode = Mode.PLAYING;
  private boolean over;

  private Cellar(String player, Path saveFile, Path log, Optional<Save> saved) {
    this.player = player;
    this.saveFile = saveFile;
    this.log = log;
    this.origin = saved.orElse(new Save(player, System.nanoTime() ^ began, began, 0, ""));
    this.adventure = origin.resume();
  }

  /** Plays one game, or as much of it as the terminal lasts. */
  public static void main(String[] arguments) {
    if (arguments.length != 6
        || !(arguments[0] + arguments[2] + arguments[4]).equals("--player--save--log")) {
      fail("usage: Cellar --player NAME --save FILE --log FILE");
    }
    var saveFile = Path.of(arguments[3]);
    try {
      var terminal = RawTerminal.open();
      var saved = saved(saveFile);
      var cellar = new Cellar(arguments[1], saveFile, Path.of(arguments[5]), saved);
      Runtime.getRuntime().addShutdownHook(new Thread(cellar::leave, "leave"));
      Files.deleteIfExists(saveFile);
      cellar.play(terminal);
    } catch (IOException problem) {
      fail("cannot play: " + problem);
    }
  }

  private static Optional<Save> saved(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Save.read(file));
    } catch (IllegalArgumentException problem) {
      var aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      fail("The save is of no use: " + problem.getMessage() + ". It is kept as " + aside + ".");
      return Optional.empty();
    }
  }

  private void play(RawTerminal terminal) {
    size = terminal.size().orElse(TerminalSize.STANDARD);
    screen.open();
    draw();
    terminal.whenResized(this::onResize);
    boolean playing = true;
    while (playing) {
      char key = keyboard.next();
      playing = locked(() -> onKey(key));
    }
    screen.close();
    terminal.close();
    System.out.println(farewell());
  }

  /** Whether the game goes on. Never waits: a hang-up must find the lock free. */
  private boolean onKey(char key) {
    if (key == Keyboard.HUNG_UP) {
      save();
      return false;
    }
    return switch (mode) {
      case PLAYING -> onPlayingKey(key);
      case READING_HELP -> back();
      case ASKED_TO_QUIT -> key == 'y' ? onEnd("quit") : back();
      case DEAD -> false;
    };
  }

  private boolean onPlayingKey(char key) {
    switch (key) {
      case 'S' -> {
        save();
        return false;
      }
      case 'Q', CONTROL_C -> mode = Mode.ASKED_TO_QUIT;
      case '?' -> mode = Mode.READING_HELP;
      case CONTROL_L -> screen.clear();
      default -> Move.of(key).ifPresent(adventure::act);
    }
    draw();
    return adventure.end().map(this::onEnd).orElse(true);
  }

  private boolean back() {
    mode = Mode.PLAYING;
    draw();
    return true;
  }

  private boolean onEnd(String death) {
    over = true;
    mode = Mode.DEAD;
    if (death.equals("quit")) {
      adventure.quit();
    }
    try {
      var started = Instant.ofEpochSecond(origin.started());
      ScoreLog.append(log, ScoreLog.line(player, adventure, started, clock.instant(), played()));
    } catch (IOException problem) {
      return fail("cannot write the score: " + problem);
    }
    draw();
    return !death.equals("quit");
  }

  private static String death(String death) {
    return death.startsWith("killed") ? "were " + death : death;
  }

  private String farewell() {
    return adventure
        .end()
        .map(death -> player + ", " + adventure.points() + " points, " + death)
        .orElse("Be seeing you...");
  }

  private void onResize(TerminalSize changed) {
    locked(() -> {
      size = changed;
      screen.clear();
      draw();
      return true;
    });
  }

  private void draw() {
    screen.show(
        switch (mode) {
          case PLAYING -> Picture.of(adventure, adventure.told(), size);
          case READING_HELP -> Picture.help(size);
          case ASKED_TO_QUIT -> Picture.of(adventure, "Really quit? [yn]", size);
          case DEAD -> Picture.of(adventure, lastWords(), size);
        });
  }

  private String lastWords() {
    return (adventure.told() + " You " + adventure.end().map(Cellar::death).orElse("") + ". [key]")
        .strip();
  }

  /** The process is asked to end, or has come to its end. */
  private void leave() {
    locked(() -> {
      save();
      return false;
    });
    Runtime.getRuntime().halt(0);
  }

  private void save() {
    if (over) {
      return;
    }
    over = true;
    try {
      new Save(player, origin.seed(), origin.started(), played(), adventure.moves())
          .write(saveFile);
    } catch (IOException problem) {
      fail("cannot save: " + problem);
    }
  }

  private long played() {
    return origin.played() + clock.instant().getEpochSecond() - began;
  }

  private boolean locked(BooleanSupplier action) {
    lock.lock();
    try {
      return action.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  private static boolean fail(String problem) {
    System.err.println(problem);
    Runtime.getRuntime().halt(1);
    return false;
  }
}
