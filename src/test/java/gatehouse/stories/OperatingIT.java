package gatehouse.stories;

import static gatehouse.testkit.NeedsRealPart.SSH;
import static gatehouse.testkit.NeedsRealPart.TMUX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gatehouse.testkit.NeedsRealPart;
import gatehouse.testkit.ServerProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a server that runs. */
@NeedsRealPart({SSH, TMUX})
@DisplayNameGeneration(ReplaceUnderscores.class)
class OperatingIT {

  private static final Pattern MANAGEMENT = Pattern.compile("management at (http://\\S+)");

  private static final String ECHO =
      """
      gatehouse.games.echo {
        name = "Echo", command = ["/bin/sh", "-c", "echo ready; stty raw; exec cat"], order = 1
      }
      """;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServerProcess serve(Map<String, String> environment) throws IOException {
    return ServerProcess.start(folder.resolve("data"), environment);
  }

  private static URI at(ServerProcess server, String path) {
    var address = MANAGEMENT.matcher(server.console());
    assertThat(address.find()).as(server.console()).isTrue();
    return URI.create(address.group(1) + path);
  }

  private HttpResponse<String> get(ServerProcess server, String path) throws Exception {
    return http.send(HttpRequest.newBuilder(at(server, path)).build(), BodyHandlers.ofString());
  }

  private int put(ServerProcess server, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(at(server, path))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private double meter(ServerProcess server, String name) throws Exception {
    return get(server, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElse(0);
  }

  private void shows(ServerProcess server, String name, double value) {
    await(name)
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(meter(server, name)).isEqualTo(value));
  }

  @Test
  @Tag("S3.1-metrics")
  @Tag("I-monitor")
  void what_people_do_is_measured() throws Exception {
    var overlay = Files.writeString(folder.resolve("echo.conf"), ECHO);
    try (var server = serve(Map.of("GATEHOUSE_CONFIG", overlay.toString()))) {
      var players = new Players(server);
      var alice = players.registered("Alice");
      players.plays(alice, "Echo").sees("ready").types("xyzzy").sees("xyzzy");
      var bob = players.watches(players.registered("Bob"), "Alice").sees("xyzzy");

      shows(server, "gatehouse_ssh_connections", 2);
      shows(server, "gatehouse_sessions", 2);
      shows(server, "gatehouse_games{game=\"echo\"}", 1);
      shows(server, "gatehouse_spectators", 1);
      shows(server, "gatehouse_sign_ins_total{outcome=\"granted\",way=\"register\"}", 2);
      assertThat(meter(server, "gatehouse_key_to_output_seconds_count")).isPositive();
      assertThat(meter(server, "gatehouse_ssh_bytes_total{direction=\"in\"}")).isGreaterThan(30);
      assertThat(meter(server, "gatehouse_ssh_bytes_total{direction=\"out\"}")).isGreaterThan(500);
      assertThat(get(server, "/metrics").body()).contains("jvm_memory_used_bytes");

      bob.losesConnection();
      alice.losesConnection();
      shows(server, "gatehouse_ssh_connections", 0);
      shows(server, "gatehouse_sessions", 0);
      shows(server, "gatehouse_spectators", 0);
      shows(server, "gatehouse_games{game=\"echo\"}", 1);
    }
  }

  @Test
  @Tag("S3.4-health")
  void it_says_that_it_lives_and_when_it_is_ready() throws Exception {
    try (var server = serve(Map.of())) {
      assertThat(get(server, "/alive").statusCode()).isEqualTo(200);
      await().until(() -> get(server, "/ready").statusCode() == 200);
    }
  }

  @Test
  @Tag("C-logging")
  void log_levels_change_while_it_runs() throws Exception {
    try (var server = serve(Map.of())) {
      assertThat(put(server, "/log-levels/gatehouse.session", "debug")).isEqualTo(204);
      assertThat(get(server, "/log-levels").body())
          .contains("gatehouse.session DEBUG\n")
          .contains("ROOT INFO\n");
      assertThat(put(server, "/log-levels/gatehouse.session", "loud")).isEqualTo(400);
      assertThat(put(server, "/log-levels/gatehouse.session", "x".repeat(1000))).isEqualTo(413);
    }
  }

  @Test
  @Tag("C-logging")
  void log_levels_cannot_be_set_on_a_read_only_port() throws Exception {
    var overlay =
        Files.writeString(
            folder.resolve("safe.conf"),
            """
            gatehouse.management.read-only = yes
            gatehouse.log.levels { "gatehouse.game" = WARN, ROOT = ERROR }
            """);
    try (var server = serve(Map.of("GATEHOUSE_CONFIG", overlay.toString()))) {
      assertThat(put(server, "/log-levels/ROOT", "trace")).isEqualTo(404);
      assertThat(get(server, "/log-levels").body())
          .contains("gatehouse.game WARN\n")
          .contains("ROOT ERROR\n");
    }
  }

  @Test
  @Tag("I-logging")
  void the_log_is_json_on_the_console_if_asked_for() throws Exception {
    try (var server =
        serve(Map.of("GATEHOUSE_LOG_FORMAT", "json", "GATEHOUSE_LOG_TO", "console"))) {
      server.stop();
      assertThat(server.console().lines().filter(line -> line.startsWith("{")))
          .isNotEmpty()
          .allMatch(line -> line.endsWith("}") && line.contains("\"formattedMessage\""));
    }
    assertThat(folder.resolve("data/log/gatehouse.log")).doesNotExist();
  }

  @Test
  @Tag("I-logging")
  void a_format_that_does_not_exist_stops_the_start() throws Exception {
    var failed =
        ServerProcess.launch(folder.resolve("data"), Map.of("GATEHOUSE_LOG_FORMAT", "xml"));
    try (failed) {
      assertThat(failed.exitStatus()).isEqualTo(1);
      assertThat(failed.console().strip().lines()).hasSize(1);
      assertThat(failed.console()).contains("gatehouse.log.format is xml").contains("text, json");
    }
  }

  @Test
  @Tag("S3.4-health")
  void a_port_that_is_taken_stops_the_start() throws Exception {
    try (var other = new ServerSocket(0);
        var failed =
            ServerProcess.launch(
                folder.resolve("data"),
                Map.of("GATEHOUSE_MANAGEMENT_PORT", Integer.toString(other.getLocalPort())))) {
      assertThat(failed.exitStatus()).isEqualTo(1);
      assertThat(failed.console().lines().toList().getLast())
          .contains("the management port 127.0.0.1:" + other.getLocalPort())
          .contains("GATEHOUSE_MANAGEMENT_PORT");
    }
  }
}
