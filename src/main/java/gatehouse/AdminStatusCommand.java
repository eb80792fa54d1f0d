package gatehouse;

import com.typesafe.config.Config;
import gatehouse.model.ServiceAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gatehouse admin status}: asks the management port, and says in one line what it said. */
@Command(
    name = "status",
    description = {
      "Tells whether a gatehouse is ready for people.",
      "The exit status is 0 if it is, 1 if it is not, and 2 if it is out of reach."
    })
final class AdminStatusCommand extends PrintingCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** What was found out, and the exit status that says so. */
  private record Answer(String text, int status) {}

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "Its management port, if it is not the one of the configuration.")
  private String address = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for it to be ready.")
  private int seconds;

  @Override
  public Integer call() {
    var where = address.isEmpty() ? configured(options.load()) : parsed(address);
    var request =
        HttpRequest.newBuilder(URI.create("http://" + where + "/ready")).timeout(PATIENCE).build();
    var deadline = Instant.now().plusSeconds(seconds);
    try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var answer = ask(http, request);
      while (answer.status() != 0 && Instant.now().isBefore(deadline)) {
        Waiting.pause(PAUSE);
        answer = ask(http, request);
      }
      says("gatehouse at " + where + " " + answer.text());
      return answer.status();
    }
  }

  private static String configured(Config config) {
    var management = config.getConfig("gatehouse.management");
    if (management.getInt("port") == 0) {
      throw new StartFailure(
          "gatehouse.management.port is 0, any free one; --address says which it is");
    }
    return management.getString("host") + ":" + management.getInt("port");
  }

  private static String parsed(String address) {
    try {
      return ServiceAddress.parse(address).toString();
    } catch (IllegalArgumentException malformed) {
      throw new StartFailure("--address " + address + " is no HOST:PORT", malformed);
    }
  }

  private static Answer ask(HttpClient http, HttpRequest request) {
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status == 200
          ? new Answer("is ready", 0)
          : new Answer("is not ready (status " + status + ")", 1);
    } catch (IOException nobody) {
      return new Answer("is out of reach: nothing there answers", 2);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Answer("was not asked to the end", 2);
    }
  }
}
