package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.model.ServiceAddress;
import gatehouse.rpc.Operators;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("SEC-S2")
class OperatorFileTest {

  @TempDir Path data;

  private final OperatorFile.Content content =
      new OperatorFile.Content(new ServiceAddress("127.0.0.1", 1), Operators.newToken());

  private OperatorFile file() {
    return OperatorFile.ofGames(data);
  }

  @Test
  void it_holds_address_and_token_for_its_owner_alone() throws IOException {
    file().write(content);
    var path = data.resolve("operator/game");
    assertThat(Files.readAllLines(path)).containsExactly("127.0.0.1:1", content.token().value());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
        .isEqualTo("rwx------");
    assertThat(file().read()).isEqualTo(content);
    assertThat(path.getParent()).isDirectoryNotContaining("glob:**/.game*");
  }

  @Test
  void it_is_made_anew_at_each_start_and_gone_after_a_stop() throws IOException {
    file().write(content);
    var later = new OperatorFile.Content(content.address(), Operators.newToken());
    file().write(later);
    assertThat(file().read().token()).isEqualTo(later.token()).isNotEqualTo(content.token());
    file().delete();
    assertThatThrownBy(() -> file().read()).hasMessageContaining("no Game Service runs");
  }

  @Test
  void a_token_does_not_show_where_it_is_logged() {
    assertThat(content.toString()).doesNotContain(content.token().value());
    assertThat(content.token().value()).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void a_command_tells_in_one_line_that_nothing_runs() throws IOException {
    assertThat(reload())
        .isEqualTo(
            "2 there is no "
                + data.resolve("operator/game")
                + ": no Game Service runs on this data directory");
    file().write(content);
    assertThat(reload()).isEqualTo("2 the Game Service does not answer; does it run?");
    Files.writeString(data.resolve("operator/game"), "nonsense");
    assertThat(reload()).startsWith("2 ").contains("is damaged");
  }

  /** Exit status, and all that was said. */
  private String reload() {
    var said = new StringWriter();
    var status =
        new CommandLine(new ReloadCatalogue())
            .setOut(new PrintWriter(said, true))
            .setErr(new PrintWriter(said, true))
            .execute("--data-dir", data.toString());
    return status + " " + said.toString().strip();
  }
}
