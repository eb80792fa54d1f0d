package gatehouse.game.catalogue;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.game.catalogue.GameEntry.RecordFile.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("F18")
class RecordMarkTest {

  private static final String ALICE_DIES =
      "version=3.6.6\tpoints=12\tname=Alice\tdeath=killed by a newt\tturns=7\n";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("xlogfile");
  }

  private RecordMark mark(Format format) {
    return RecordMark.of(file, format);
  }

  private void writes(String lines) throws IOException {
    Files.writeString(file, lines, CREATE, APPEND);
  }

  @Test
  void tells_of_a_line_that_was_written_since() throws IOException {
    var mark = mark(Format.XLOGFILE);
    assertThat(mark.tellsOf("alice")).isFalse();
    writes(ALICE_DIES);
    assertThat(mark.tellsOf("alice")).isTrue();
    assertThat(mark.tellsOf("bob")).isFalse();
    assertThat(mark.tellsOf("ali")).isFalse();
  }

  @Test
  void does_not_tell_of_the_games_before() throws IOException {
    writes(ALICE_DIES);
    var mark = mark(Format.XLOGFILE);
    writes(ALICE_DIES.replace("Alice", "Bob"));
    assertThat(mark.tellsOf("alice")).isFalse();
    assertThat(mark.tellsOf("bob")).isTrue();
  }

  @Test
  void reads_a_record_from_its_start_that_was_begun_anew() throws IOException {
    writes(ALICE_DIES.replace("Alice", "Bob").repeat(5));
    var mark = mark(Format.XLOGFILE);
    Files.delete(file);
    assertThat(mark.tellsOf("alice")).isFalse();
    writes(ALICE_DIES);
    assertThat(mark.tellsOf("alice")).isTrue();
  }

  @Test
  void reads_the_end_alone_of_a_record_that_has_grown_too_large() throws IOException {
    var mark = mark(Format.XLOGFILE);
    writes("x".repeat(8 << 20));
    writes("\n" + ALICE_DIES);
    assertThat(mark.tellsOf("alice")).isTrue();
    writes("x".repeat(8 << 20));
    assertThat(mark.tellsOf("alice")).isFalse();
  }

  @Test
  void finds_the_name_in_a_line_of_slashem() throws IOException {
    var mark = mark(Format.LOGFILE);
    writes("0.0.7 0 0 1 1 16 16 0 20261127 20261127 5 Kni Hum Fem Law Eve,quit, as Bob, Alice\n");
    assertThat(mark.tellsOf("eve")).isTrue();
    assertThat(mark.tellsOf("alice")).isFalse();
    assertThat(mark.tellsOf("bob")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v=0.28:vlong=0.28.0:name=Alice:race=Minotaur", "a=b:::name=alice"})
  void finds_the_name_in_a_line_of_crawl(String line) throws IOException {
    var mark = mark(Format.CRAWL);
    writes(line + "\n");
    assertThat(mark.tellsOf("alice")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v=0.28:name=Bob:killer=a::name=Alice:x=y", "name=Alice::b", "kname=Alice"})
  void takes_no_value_in_a_line_of_crawl_for_the_name(String line) throws IOException {
    var mark = mark(Format.CRAWL);
    writes(line + "\n");
    assertThat(mark.tellsOf("alice")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"what=ever\tname=Bob\tdeath=name=Alice", "surname=Alice", "\0\377\n\n"})
  void takes_nothing_else_for_the_name(String line) throws IOException {
    var mark = mark(Format.XLOGFILE);
    writes(line + "\n");
    assertThat(mark.tellsOf("alice")).isFalse();
  }

  @Test
  void follows_no_link() throws IOException {
    var mark = mark(Format.XLOGFILE);
    var elsewhere = Files.writeString(folder.resolve("elsewhere"), ALICE_DIES);
    Files.createSymbolicLink(file, elsewhere);
    assertThat(mark.tellsOf("alice")).isFalse();
  }
}
