package gatehouse.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S4.3-ddos")
class AccessFileTest {

  @TempDir private Path folder;

  private final List<AccessLists> read = new ArrayList<>();
  private Path path;
  private AccessFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("networks.txt");
    file = new AccessFile(path, read::add);
  }

  private void write(String text) throws Exception {
    Files.writeString(path, text);
  }

  private static InetAddress address(String text) throws Exception {
    return InetAddress.getByName(text);
  }

  @Test
  void has_networks_that_are_allowed_and_denied() throws Exception {
    write(
        """
        # two of them
        allow 198.51.100.0/24   # a school

          deny\t2001:db8::/32
        """);
    file.open();
    var lists = read.getLast();
    assertThat(lists.allowed().contains(address("198.51.100.9"))).isTrue();
    assertThat(lists.denied().contains(address("2001:db8::1"))).isTrue();
    assertThat(lists.denied().contains(address("198.51.100.9"))).isFalse();
  }

  @Test
  void need_not_be_there() {
    file.open();
    assertThat(read).containsExactly(AccessLists.EMPTY);
  }

  @Test
  void is_refused_at_the_start_by_its_line() throws Exception {
    write("allow 10.0.0.0/8\ndeny 10.0.0.0/33\n");
    assertThatIllegalArgumentException()
        .isThrownBy(file::open)
        .withMessage(path + ":2 not an IP network: 10.0.0.0/33");
    write("\n\nban 10.0.0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(file::open)
        .withMessage(path + ":3 neither \"allow NETWORK\" nor \"deny NETWORK\"");
  }

  @Test
  void is_read_again_when_two_looks_find_the_same_change() throws Exception {
    file.open();
    file.look();
    write("deny 10.0.0.1");
    file.look();
    assertThat(read).hasSize(1);
    file.look();
    assertThat(read).hasSize(2);
    assertThat(read.getLast().denied().contains(address("10.0.0.1"))).isTrue();
    file.look();
    assertThat(read).hasSize(2);
  }

  @Test
  void leaves_the_old_lists_in_place_while_it_has_a_mistake() throws Exception {
    write("deny 10.0.0.1");
    file.open();
    write("deny everybody else");
    file.look();
    file.look();
    file.look();
    assertThat(read).hasSize(1);
    write("deny 10.0.0.1 # and nobody else");
    file.look();
    file.look();
    assertThat(read).hasSize(2);
  }

  @Test
  void may_be_taken_away() throws Exception {
    write("deny 10.0.0.1");
    file.open();
    Files.delete(path);
    file.look();
    file.look();
    assertThat(read.getLast().denied().isEmpty()).isTrue();
  }
}
