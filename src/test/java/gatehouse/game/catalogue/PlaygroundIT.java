package gatehouse.game.catalogue;

import static gatehouse.game.catalogue.Installation.ALICE;
import static gatehouse.game.catalogue.Installation.BOB;
import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.PlayerName;
import gatehouse.testkit.NeedsRealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the players of a game have in common, each in a sandbox of their own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@NeedsRealPart({NETHACK, BUBBLEWRAP, TMUX})
@Tag("SEC-S1")
class PlaygroundIT {

  /** An archeologist has a pick-axe, with which one gets down and scores. */
  private static final String DIGGER =
      """

      gatehouse.games.nethack.options = \"""
      OPTIONS=time,!legacy,!splash_screen,!autopickup,role:Arc,race:Dwa,gender:mal,align:law
      OPTIONS=pettype:none,disclose:-i -a -v -g -c -o,!tombstone,toptenwin,!mail
      \"""
      # Who is called that sees the scores.
      gatehouse.games.nethack.command = [/bin/sh, -c
        "[ $1 = bob ] && exec /usr/games/nethack -s all; exec /usr/games/nethack -u $1", sh, "%n"]
      """;

  /**
   * A wizard leaves bones of each death, where others do by chance. There are none on levels that
   * are special or lead elsewhere; the 19th never is the one, and rarely the other.
   */
  private static final String WIZARDS =
      """

      gatehouse.games.nethack {
        command = [/usr/games/nethack, -D, -u, "%n"]
        overlays { "/etc/nethack/sysconf" = "WIZARDS=*\\nMAXPLAYERS=0\\n" }
      }
      """;

  private static final Pattern WISHED = Pattern.compile("([a-zA-Z]) - an? .*wand");

  @TempDir Path folder;

  private Installation installation;

  @AfterEach
  void close() {
    installation.close();
  }

  @Test
  void scores_of_one_player_are_read_by_another() {
    installation = new Installation(folder, DIGGER);
    var nethack = installation.game("nethack");
    var terminal = installation.playing(nethack, ALICE);
    TmuxTerminal.await(() -> isOnLevel(terminal, 2, digging(terminal)), terminal::screen);
    terminal.type("#quit").press("Enter").awaitScreen("Really quit?");
    terminal.type("y");
    TmuxTerminal.await(() -> endsAnswering(terminal), terminal::screen);

    assertThat(installation.launcher().sharedFolder(nethack).resolve("record"))
        .content()
        .contains("Alice");
    var read = installation.start(nethack, BOB);
    read.awaitEnd();
    assertThat(read.everything())
        .contains("Alice-Arc-Dwa-Mal-Law")
        .containsPattern("on\\s+level 2");
  }

  @Test
  void bones_of_one_player_are_found_by_another() throws Exception {
    installation = new Installation(folder, WIZARDS);
    var nethack = installation.game("nethack");
    var shared = installation.launcher().sharedFolder(nethack);
    int deaths = 0;
    do {
      deaths++;
      die(installation.playing(nethack, new PlayerName("Mortal" + deaths)), 19);
    } while (deaths < 5 && !hasBones(shared));
    assertThat(hasBones(shared)).isTrue();

    var other = installation.playing(nethack, BOB);
    goTo(other, 19);
    other.awaitScreen("Get bones?");
    other.type("y").awaitScreen("Unlink bones?");
    other.type("y");
    TmuxTerminal.await(() -> isOnLevel(other, 19, ""), other::screen);
    assertThat(hasBones(shared)).isFalse();
  }

  private static boolean hasBones(Path shared) throws IOException {
    try (var bones = Files.newDirectoryStream(shared, "bonD0.19*")) {
      return bones.iterator().hasNext();
    }
  }

  /** One cannot dig where the game begins, on the stairs; which way is free differs. */
  private static String digging(TmuxTerminal terminal) {
    var ways = List.of("h", "j", "k", "l");
    return terminal.screen().contains("stairs are too hard")
        ? ways.get(ThreadLocalRandom.current().nextInt(ways.size()))
        : "ae>";
  }

  private static void goTo(TmuxTerminal terminal, int level) {
    terminal.press("C-v").awaitScreen("To what level");
    terminal.type(Integer.toString(level)).press("Enter");
  }

  /** Whether that is where we are; waves through what stands before it, and types. */
  private static boolean isOnLevel(TmuxTerminal terminal, int level, String keys) {
    var screen = terminal.screen();
    if (screen.contains("--More--")) {
      terminal.press("Escape");
      return false;
    }
    if (!screen.contains("Dlvl:" + level)) {
      terminal.type(keys);
      return false;
    }
    return true;
  }

  private static void die(TmuxTerminal terminal, int level) {
    terminal.press("C-w").awaitScreen("For what do you wish?");
    terminal.type("wand of death").press("Enter");
    TmuxTerminal.await(() -> WISHED.matcher(terminal.screen()).find(), terminal::screen);
    var wand = WISHED.matcher(terminal.screen());
    assertThat(wand.find()).isTrue();
    goTo(terminal, level);
    TmuxTerminal.await(() -> isOnLevel(terminal, level, ""), terminal::screen);
    terminal.type("z").awaitScreen("What do you want to zap?");
    terminal.type(wand.group(1)).awaitScreen("In what direction?");
    terminal.type(".");
    TmuxTerminal.await(() -> endsAnswering(terminal), terminal::screen);
  }

  /** Whether the game is over; says yes to what it asks before. */
  private static boolean endsAnswering(TmuxTerminal terminal) {
    var screen = terminal.screen();
    if (screen.contains("--More--")) {
      terminal.press("Enter");
    } else if (screen.contains("[yn")) {
      terminal.type("y");
    }
    return terminal.ended();
  }
}
