package gatehouse.game.saves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.game.saves.KeptGame.Standing;
import gatehouse.model.GameId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-saves")
@Tag("S1.1-save")
@Tag("F18")
class SaveStoreTest {

  private static final GameId NETHACK = new GameId("nethack");
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Save.Build BUILD = new Save.Build("3.6.6", "12".repeat(32));
  private static final Progress PROGRESS = new Progress("4321", "Dlvl:5");

  @TempDir Path folder;

  private SaveStore store;
  private Path run;

  @BeforeEach
  void open() throws IOException {
    store = store(new SavesSettings(folder.resolve("saves"), 3, 1000, 100));
    run = Files.createDirectory(folder.resolve("run"));
  }

  private static SaveStore store(SavesSettings settings) {
    return new SaveStore(settings, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private Optional<Save> keep(long epoch) throws IOException {
    return store.keep(NETHACK, "alice", run, "5Alice{,.gz}", epoch, BUILD, PROGRESS);
  }

  private Save kept(String content) throws IOException {
    Files.writeString(run.resolve("5Alice.gz"), content);
    return keep(7).orElseThrow();
  }

  private Path blob(Save save) {
    return folder.resolve("saves/nethack/alice/7").resolve(save.files().getFirst().sha256());
  }

  @Test
  void nothing_is_kept_of_a_run_that_left_nothing() throws IOException {
    Files.writeString(run.resolve("5Bob.gz"), "another's");
    assertThat(keep(1)).isEmpty();
    assertThat(folder.resolve("saves")).doesNotExist();
  }

  @Test
  void a_save_tells_what_when_by_whom_and_how_far() throws IOException {
    var save = kept("abc");
    assertThat(save.epoch()).isEqualTo(7);
    assertThat(save.at()).isEqualTo(NOON);
    assertThat(save.build()).isEqualTo(BUILD);
    assertThat(save.size()).isEqualTo(3);
    assertThat(save.hash())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(save.shortHash()).isEqualTo("ba7816bf");
    assertThat(save.progress().text()).isEqualTo("T:4321 on Dlvl:5");
  }

  @Test
  void a_save_comes_back_byte_by_byte() throws IOException {
    var save = kept("abc");
    var next = Files.createDirectory(folder.resolve("next"));
    store.restore(NETHACK, "alice", save, next);
    assertThat(next.resolve("5Alice.gz")).hasContent("abc");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(next.resolve("5Alice.gz"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_save_of_several_files_is_one() throws IOException {
    Files.writeString(run.resolve("5Alice"), "one");
    var save = kept("two");
    assertThat(save.files()).extracting(SavedFile::name).containsExactly("5Alice", "5Alice.gz");
    assertThat(save.size()).isEqualTo(6);
    assertThat(save.hash()).hasSize(64).isNotEqualTo(save.files().getFirst().sha256());
  }

  @Test
  void a_blob_is_written_once_and_belongs_to_us_alone() throws IOException {
    var save = kept("abc");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(blob(save))))
        .isEqualTo("r--------");
    var before = Files.getAttribute(blob(save), "unix:ino");
    assertThat(keep(7)).contains(save);
    assertThat(Files.getAttribute(blob(save), "unix:ino")).isEqualTo(before);
    assertThat(blob(save).getParent()).isDirectoryNotContaining("glob:**.new*");
  }

  @Nested
  class A_damaged_save {

    private Save save;

    @BeforeEach
    void damage() throws IOException {
      save = kept("abc");
      Files.setPosixFilePermissions(blob(save), PosixFilePermissions.fromString("rw-------"));
      Files.writeString(blob(save), "abd");
    }

    @Test
    void is_refused_and_leaves_nothing_where_a_game_would_find_it() throws IOException {
      var next = Files.createDirectory(folder.resolve("next"));
      assertThatThrownBy(() -> store.restore(NETHACK, "alice", save, next))
          .isInstanceOf(DamagedSave.class)
          .hasMessageContaining("5Alice.gz has SHA-256 ");
      assertThat(next).isEmptyDirectory();
    }

    @Test
    void that_has_lost_its_blob_is_damaged_too() throws IOException {
      Files.delete(blob(save));
      assertThatThrownBy(() -> store.restore(NETHACK, "alice", save, run))
          .isInstanceOf(DamagedSave.class)
          .hasMessageContaining("has no blob");
    }

    @Test
    void is_mended_if_the_run_that_made_it_still_has_it() throws IOException {
      assertThat(keep(7)).contains(save);
      store.restore(NETHACK, "alice", save, run);
      assertThat(run.resolve("5Alice.gz")).hasContent("abc");
    }
  }

  @Nested
  @Tag("K-exhaust")
  class What_a_game_leaves {

    @Test
    void is_no_save_if_it_is_a_link() throws IOException {
      var secret = Files.writeString(folder.resolve("secret"), "root's");
      Files.createSymbolicLink(run.resolve("5Alice"), secret);
      assertThat(keep(1)).isEmpty();
    }

    @Test
    void is_no_save_if_it_is_a_folder() throws IOException {
      Files.createDirectory(run.resolve("5Alice"));
      assertThat(keep(1)).isEmpty();
    }

    @Test
    void is_refused_if_it_is_too_large_and_stays_where_it_is() throws IOException {
      var large = Files.writeString(run.resolve("5Alice"), "x".repeat(101));
      assertThatThrownBy(() -> keep(1)).hasMessageContaining("it is larger than 100 bytes");
      assertThat(large).exists();
      assertThat(folder.resolve("saves/nethack/alice/1")).isEmptyDirectory();
    }

    @Test
    void is_refused_if_it_is_too_much() throws IOException {
      for (int file = 0; file < 65; file++) {
        Files.writeString(run.resolve("save" + file), "");
      }
      assertThatThrownBy(() -> store.keep(NETHACK, "alice", run, "save*", 1, BUILD, PROGRESS))
          .hasMessageContaining("more than 64 files");
    }
  }

  @Nested
  class Of_many_saves {

    private Save of(long epoch, long size) {
      return new Save(
          epoch, NOON, BUILD, PROGRESS, List.of(new SavedFile("save", size, "ab".repeat(32))));
    }

    @Test
    void the_oldest_are_given_up_beyond_the_number() {
      var saves = List.of(of(5, 1), of(4, 1), of(3, 1), of(2, 1), of(1, 1));
      assertThat(store.surplus(saves)).extracting(Save::epoch).containsExactly(2L, 1L);
    }

    @Test
    void the_oldest_are_given_up_beyond_the_quota_but_never_the_newest() {
      assertThat(store.surplus(List.of(of(3, 600), of(2, 400), of(1, 1))))
          .extracting(Save::epoch)
          .containsExactly(1L);
      assertThat(store.surplus(List.of(of(3, 5000), of(2, 1))))
          .extracting(Save::epoch)
          .containsExactly(2L);
    }

    @Test
    void those_given_up_are_forgotten_and_no_others() throws IOException {
      var first = kept("abc");
      Files.writeString(run.resolve("5Alice.gz"), "def");
      var second = keep(8).orElseThrow();
      store.forget(NETHACK, "alice", List.of(first));
      store.forget(NETHACK, "alice", List.of(first));
      assertThat(blob(first)).doesNotExist();
      store.restore(NETHACK, "alice", second, run);
    }
  }

  @Nested
  class The_index_for_menus {

    private final KeptGames index = new KeptGames(new SavesSettings(Path.of("unused"), 1, 1, 1));

    private KeptGames index() {
      return new KeptGames(new SavesSettings(folder.resolve("saves"), 1, 1, 1));
    }

    @Test
    void says_what_was_said_last() throws IOException {
      var crashed = new KeptGame(Standing.CRASHED, NOON, "T:4321 on Dlvl:5");
      index().set(NETHACK, "alice", Optional.of(new KeptGame(Standing.SAVED, NOON, "")));
      index().set(NETHACK, "alice", Optional.of(crashed));
      assertThat(index().find(NETHACK, "alice")).contains(crashed);
      index().set(NETHACK, "alice", Optional.empty());
      assertThat(index().find(NETHACK, "alice")).isEmpty();
    }

    @Test
    void counts_as_empty_where_it_makes_no_sense() throws IOException {
      Files.createDirectories(folder.resolve("saves/nethack/alice"));
      for (String nonsense :
          List.of("", "SAVED", "WHAT\n2026-11-26T12:00:00Z\n\n", "SAVED\nx\ny\n")) {
        Files.writeString(folder.resolve("saves/nethack/alice/kept"), nonsense);
        assertThat(index().find(NETHACK, "alice")).isEmpty();
      }
      assertThat(index.find(NETHACK, "alice")).isEmpty();
    }
  }
}
