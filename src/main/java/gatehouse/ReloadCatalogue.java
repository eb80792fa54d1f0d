package gatehouse;

import gatehouse.model.RequestId;
import gatehouse.wire.game.CatalogueEntry;
import gatehouse.wire.game.ReloadCatalogueReply;
import gatehouse.wire.game.ReloadCatalogueRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse admin reload-catalogue}: has a running Game Service read its games anew. */
@Command(
    name = "reload-catalogue",
    mixinStandardHelpOptions = true,
    description = {
      "Has the Game Service of this machine read conf/games anew, and says what is on offer then.",
      "Exit status: 0 done; 1 refused for a mistake, the old catalogue is kept; 2 not reached."
    })
public final class ReloadCatalogue implements Callable<Integer> {

  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int NOT_REACHED = 2;

  private static final String METHOD = "gatehouse.game.v1.Administration/ReloadCatalogue";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The data directory of the service; by default that of the configuration here.")
  private @Nullable Path dataDirectory;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    DataDirectory.openNoLog(); // gRPC's transport logs wherever it can
    try {
      var service = OperatorFile.ofGames(dataDirectory()).read();
      var request =
          ReloadCatalogueRequest.newBuilder().setRequestId(RequestId.random().value()).build();
      var reply =
          new OperatorCall<>(METHOD, request, ReloadCatalogueReply.getDefaultInstance())
              .to(service);
      return says(DONE, summary(reply));
    } catch (StatusRuntimeException failure) {
      return explain(failure.getStatus());
    } catch (IOException | StartFailure problem) {
      return says(NOT_REACHED, Configuration.oneLine(problem));
    }
  }

  private Path dataDirectory() {
    return dataDirectory != null
        ? dataDirectory
        : Configuration.dataDirectory(name -> Optional.ofNullable(System.getenv(name)));
  }

  private static String summary(ReloadCatalogueReply reply) {
    var playable = reply.getEntriesList().stream().filter(game -> game.getMissing().isEmpty());
    var missing = reply.getEntriesList().stream().filter(game -> !game.getMissing().isEmpty());
    var absent =
        missing
            .map(game -> game.getName() + " (" + game.getMissing() + ")")
            .collect(Collectors.joining(", "));
    return "games on offer: "
        + playable.map(CatalogueEntry::getName).collect(Collectors.joining(", "))
        + (absent.isEmpty() ? "" : "; not here: " + absent);
  }

  private int explain(Status status) {
    var said = String.valueOf(status.getDescription());
    return switch (status.getCode()) {
      case FAILED_PRECONDITION -> says(REFUSED, "refused, the old catalogue is kept: " + said);
      case UNAVAILABLE, DEADLINE_EXCEEDED ->
          says(NOT_REACHED, "the Game Service does not answer; does it run?");
      default -> says(NOT_REACHED, status.getCode() + ": " + said);
    };
  }

  private int says(int status, String line) {
    if (spec == null) {
      throw new IllegalStateException("a command runs in a command line");
    }
    var to = status == DONE ? spec.commandLine().getOut() : spec.commandLine().getErr();
    to.println(line);
    to.flush();
    return status;
  }
}
