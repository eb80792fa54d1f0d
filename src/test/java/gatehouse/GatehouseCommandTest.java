package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line says to an operator, as far as nothing has to be started for it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("K-ops")
class GatehouseCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int gatehouse(String... arguments) {
    return GatehouseCommand.line()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void help_names_every_command() {
    assertThat(gatehouse("--help")).isZero();
    assertThat(out.toString()).contains("run", "admin", "aot", "version", "--help");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void version_is_one_line_that_names_gatehouse_and_its_java() {
    assertThat(gatehouse("version")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("gatehouse " + Version.TEXT + " on Java " + Runtime.version());
  }

  @Test
  void help_of_run_names_every_option() {
    assertThat(gatehouse("run", "--help")).isZero();
    assertThat(out.toString())
        .contains("--roles", "--config", "--conf-dir", "--data-dir", "--ssh-port")
        .contains("--management-port");
  }

  @ParameterizedTest
  @CsvSource({
    "run --prot, gatehouse run: Unknown option: '--prot'",
    "run --ssh-port many, gatehouse run: Invalid value for option '--ssh-port': 'many'",
    "run --data-dir, gatehouse run: Missing required parameter for option '--data-dir'",
    "run away, gatehouse run: Unmatched argument at index 1: 'away'",
    "rum, gatehouse: Unmatched argument at index 0: 'rum'",
    "admin, gatehouse admin: Missing required subcommand",
    "admin statsu, gatehouse admin: Unmatched argument at index 1: 'statsu'"
  })
  void what_is_not_understood_is_one_line_with_a_hint_and_status_2(
      String arguments, String complaint) {
    assertThat(gatehouse(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .startsWith(complaint)
        .contains("; " + complaint.substring(0, complaint.indexOf(':')) + " --help tells");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_status_of_an_address_that_is_none_is_one_line() {
    assertThat(gatehouse("admin", "status", "--address", "here")).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("gatehouse: --address here is no HOST:PORT");
  }

  @Test
  void a_cache_without_a_distribution_is_one_line() {
    assertThat(gatehouse("aot")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("distribution");
  }
}
