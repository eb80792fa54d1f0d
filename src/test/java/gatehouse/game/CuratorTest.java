package gatehouse.game;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import gatehouse.game.Administration.NotReloaded;
import gatehouse.game.Administration.Reloaded;
import gatehouse.game.Administration.Reloading;
import gatehouse.game.Games.Offer;
import gatehouse.game.catalogue.Catalogue;
import gatehouse.game.catalogue.CatalogueReader;
import gatehouse.game.catalogue.CatalogueSource;
import gatehouse.game.catalogue.Launcher;
import gatehouse.game.catalogue.LauncherSettings;
import gatehouse.game.saves.KeptGame;
import gatehouse.game.saves.KeptGames;
import gatehouse.game.saves.Progress;
import gatehouse.game.saves.SaveStore;
import gatehouse.game.saves.SavesSettings;
import gatehouse.model.GameId;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S1.1-config")
@Tag("GD-config")
class CuratorTest {

  private static final GameId ROBOTS = new GameId("robots");
  private static final Offer CELLAR = new Offer(new GameId("cellar"), "The Cellar", "");
  private static final Offer TRUE = new Offer(ROBOTS, "Robots", "");

  private static final CurationSettings OFTEN =
      new CurationSettings(
          Duration.ofMillis(20),
          Duration.ofMillis(10),
          Duration.ofMillis(40),
          Duration.ofSeconds(10));

  /** Files whose text a test says; an empty one holds the built-in game alone. */
  private static final class Texts implements CatalogueSource {

    private volatile String text = "";

    @Override
    public String print() {
      return text;
    }

    @Override
    public Catalogue read() {
      if (text.startsWith("bad")) {
        throw new IllegalArgumentException(text);
      }
      return CatalogueReader.read(
          ConfigFactory.parseString(text).withFallback(ConfigFactory.defaultReference()).resolve());
    }
  }

  @TempDir private Path folder;
  private final Texts files = new Texts();
  private final ExecutorService blocking = Executors.newSingleThreadExecutor();
  private ActorTestKit testKit;
  private TestProbe<Lobby.Command> lobby;
  private TestProbe<List<Offer>> menu;
  private TestProbe<Reloading> operator;
  private LiveShelf shelf;
  private ActorRef<Curator.Command> curator;

  @BeforeEach
  void open(ActorTestKit kit) throws IOException {
    testKit = kit;
    lobby = kit.createTestProbe();
    menu = kit.createTestProbe();
    operator = kit.createTestProbe();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    var config =
        ConfigFactory.parseString(
                "gatehouse.game.sandbox = off, gatehouse.game.allow-unsandboxed = yes"
                    + ", gatehouse.data-dir = \""
                    + folder
                    + "\"")
            .withFallback(ConfigFactory.load("application-test"));
    var saves = SavesSettings.from(config);
    shelf =
        new LiveShelf(
            files.read(),
            Works.of(
                Launcher.create(LauncherSettings.from(config)),
                new SaveStore(saves, Clock.systemUTC()),
                new KeptGames(saves),
                blocking));
    begins();
    curator.tell(new Curator.Watch(menu.ref()));
    menu.expectMessage(List.of(CELLAR));
  }

  private void begins() {
    curator =
        testKit.spawn(
            Curator.create(
                new Curator.Tools(files, shelf, lobby.ref(), blocking, OFTEN), files.print()));
  }

  @AfterEach
  void close() {
    blocking.shutdownNow();
  }

  private static String robots(String more) {
    return "gatehouse.games.robots { name = Robots, order = 1, command = [/bin/true]\n"
        + more
        + "}";
  }

  private Reloading reload() {
    curator.tell(new Curator.Reload(operator.ref()));
    return operator.receiveMessage();
  }

  @Test
  void a_changed_file_is_read_without_being_asked_for() {
    files.text = robots("");
    menu.expectMessage(List.of(TRUE, CELLAR));
    lobby.expectMessage(new Lobby.CatalogueChanged());
    files.text = "";
    menu.expectMessage(List.of(CELLAR));
    assertThat(shelf.title(ROBOTS)).isEmpty();
  }

  @Test
  void a_mistake_is_told_in_one_line_once_and_the_old_catalogue_kept() {
    files.text = robots("");
    menu.expectMessage(List.of(TRUE, CELLAR));
    LoggingTestKit.warn("Catalogue refused, the old one is kept: bad.conf:3 no")
        .withOccurrences(1)
        .expect(
            testKit.system(),
            () -> {
              files.text = "bad.conf:3 no";
              menu.expectNoMessage(Duration.ofMillis(200));
              return null;
            });
    assertThat(shelf.title(ROBOTS)).isPresent();
    files.text = robots("short-name = R");
    assertThat(reload()).isEqualTo(new Reloaded(List.of(TRUE, CELLAR)));
    assertThat(shelf.title(ROBOTS).orElseThrow().shortName()).isEqualTo("R");
  }

  @Test
  void an_operator_hears_what_came_of_it() {
    assertThat(reload()).isEqualTo(new Reloaded(List.of(CELLAR)));
    files.text = "bad.conf:3 no";
    assertThat(reload()).isEqualTo(new NotReloaded("bad.conf:3 no"));
    files.text = robots("");
    assertThat(reload()).isEqualTo(new Reloaded(List.of(TRUE, CELLAR)));
  }

  @Test
  void operators_who_ask_at_once_are_all_answered() {
    files.text = robots("");
    for (int i = 0; i < 20; i++) {
      curator.tell(new Curator.Reload(operator.ref()));
    }
    for (int i = 0; i < 20; i++) {
      assertThat(operator.receiveMessage()).isEqualTo(new Reloaded(List.of(TRUE, CELLAR)));
    }
  }

  @Test
  void a_program_that_is_installed_later_is_found_and_made_ready_once() throws Exception {
    var program = folder.resolve("program");
    files.text =
        robots(
            "executable = \"%s\", init = [/bin/sh, -c, \"echo once >> %%s/tally\"]"
                .formatted(program));
    menu.fishForMessage(
        Duration.ofSeconds(3),
        offers ->
            offers.getFirst().missing().contains("not installed")
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    Files.copy(Path.of("/bin/true"), program);
    menu.expectMessage(List.of(TRUE, CELLAR));
    prepare(shelf);
    assertThat(folder.resolve("games/robots/shared/tally")).hasContent("once");
  }

  @Test
  void a_game_that_runs_keeps_the_entry_of_its_start() throws Exception {
    files.text = robots("stop = [\"signal TERM\"]");
    reload();
    var pinned = shelf.pinned();
    files.text = robots("stop = [\"signal HUP\", \"signal TERM\"]");
    reload();
    assertThat(shelf.title(ROBOTS).orElseThrow().stopSequence()).hasSize(2);
    assertThat(pinned.title(ROBOTS).orElseThrow().stopSequence()).hasSize(1);
  }

  @Test
  void the_save_of_a_game_that_is_gone_is_stored_and_not_offered_and_is_back_with_the_game()
      throws Exception {
    files.text = robots("save = save");
    reload();
    prepare(shelf);
    Files.createFile(folder.resolve("games/robots/runs/alice/1/lock"));
    Files.writeString(folder.resolve("games/robots/runs/alice/1/saves/save"), "a save");
    files.text = "";
    reload();
    var run = new Shelf.RunId(ROBOTS, "alice", 1);
    assertThat(shelf.unsettled().toCompletableFuture().get(5, SECONDS)).containsExactly(run);
    var left =
        (Shelf.LeftSave) shelf.collect(run, Progress.UNKNOWN).toCompletableFuture().get(5, SECONDS);
    var kept = new KeptGame(KeptGame.Standing.SAVED, left.save().at(), "");
    shelf.settle(run, Optional.of(kept), List.of()).toCompletableFuture().get(5, SECONDS);
    assertThat(shelf.unsettled().toCompletableFuture().get(5, SECONDS)).isEmpty();
    assertThat(shelf.kept(OneGame.ALICE).toCompletableFuture().get(5, SECONDS))
        .isEqualTo(Shelf.Kept.NOTHING);
    files.text = robots("save = save");
    reload();
    assertThat(shelf.kept(OneGame.ALICE).toCompletableFuture().get(5, SECONDS).games())
        .containsOnlyKeys(ROBOTS);
  }

  private static void prepare(Shelf shelf) throws Exception {
    var anew = new Beginning(1, Beginning.Way.ANEW, Optional.empty());
    shelf
        .prepare(ROBOTS, OneGame.ALICE, TerminalSize.STANDARD, "xterm", anew)
        .toCompletableFuture()
        .get(5, SECONDS);
  }
}
