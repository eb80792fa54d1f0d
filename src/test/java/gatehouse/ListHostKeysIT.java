package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.NeedsRealPart;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against what ssh-keygen says of the same keys, which it has made. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@NeedsRealPart(NeedsRealPart.SSH_KEYGEN)
@Tag("S4.3-rotate")
class ListHostKeysIT {

  private static final List<String> FILES =
      List.of("ssh_host_ed25519_key", "ssh_host_rsa_key", "ssh_host_ed25519_key.next");

  @TempDir private Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeKeys() throws Exception {
    Files.createDirectory(data.resolve("ssh"));
    for (var file : FILES) {
      var type = file.split("_", -1)[2];
      keygen(
          "-q", "-N", "", "-t", type, "-b", type.equals("rsa") ? "2048" : "256", "-f", key(file));
    }
  }

  private String key(String file) {
    return data.resolve("ssh").resolve(file).toString();
  }

  private static List<String> keygen(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(NeedsRealPart.SSH_KEYGEN));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  private int hostKeys(String... arguments) {
    var all = Stream.of("admin", "host-keys", "--data-dir", data.toString());
    return GatehouseCommand.line()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(Stream.concat(all, Stream.of(arguments)).toArray(String[]::new));
  }

  private List<String> section(String title) {
    return out.toString()
        .lines()
        .dropWhile(line -> !line.startsWith("# " + title))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .toList();
  }

  @Test
  void fingerprints_are_those_of_ssh_keygen() throws Exception {
    assertThat(hostKeys()).isZero();
    var expected = new ArrayList<String>();
    for (var file : FILES) {
      expected.add(keygen("-lf", key(file)).getFirst().split(" ", -1)[1]);
    }
    assertThat(section(data.toString()))
        .extracting(line -> line.split(" ", -1)[1])
        .isEqualTo(expected);
    assertThat(section(data.toString()).getLast()).startsWith("ssh-ed25519 ").endsWith(" (next)");
  }

  @Test
  void records_for_the_DNS_are_those_of_ssh_keygen_with_SHA_256() throws Exception {
    assertThat(hostKeys("--host", "play.example.org")).isZero();
    var expected = new ArrayList<String>();
    for (var file : FILES) {
      keygen("-r", "play.example.org", "-f", key(file)).stream()
          .filter(line -> line.matches(".* SSHFP \\d 2 .*"))
          .forEach(expected::add);
    }
    assertThat(section("DNS")).hasSize(3).isEqualTo(expected);
  }

  @Test
  void lines_of_known_hosts_are_found_by_ssh_keygen() throws Exception {
    assertThat(hostKeys("--host", "play.example.org", "--port", "2022")).isZero();
    var file = Files.write(data.resolve("known_hosts"), section("known_hosts"));
    assertThat(keygen("-F", "[play.example.org]:2022", "-f", file.toString()))
        .filteredOn(line -> !line.startsWith("#"))
        .isEqualTo(section("known_hosts"))
        .hasSize(3);
  }

  @Test
  void without_keys_there_is_one_line_and_status_1() throws Exception {
    Files.delete(data.resolve("ssh/ssh_host_rsa_key"));
    assertThat(hostKeys()).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("lacks ssh_host_rsa_key");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_name_that_is_none_is_one_line_and_status_1() {
    assertThat(hostKeys("--host", "two words")).isEqualTo(1);
    assertThat(err.toString()).contains("'two words' is no host name");
  }
}
