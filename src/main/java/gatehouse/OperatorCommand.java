package gatehouse;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command that is one call to the Game Service of this machine; exit status 0 if it was done, 1
 * if it was refused, 2 if the service was not reached.
 */
abstract class OperatorCommand<Q extends Message, R extends Message> extends PrintingCommand {

  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int NOT_REACHED = 2;

  private static final String SERVICE = "gatehouse.game.v1.Administration/";

  private final String method;
  private final R noReply;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The data directory of the service; by default that of the configuration here.")
  private @Nullable Path dataDirectory;

  /** {@code method} of the service {@code Administration}; {@code noReply} is an empty reply. */
  OperatorCommand(String method, R noReply) {
    this.method = SERVICE + method;
    this.noReply = noReply;
  }

  /** What is asked. */
  abstract Q request();

  /** What came of it, for people. */
  abstract String summary(R reply);

  /** What stands before the reason of a refusal. */
  abstract String refused();

  @Override
  public Integer call() {
    DataDirectory.openNoLog(); // gRPC's transport logs wherever it can
    try {
      var service = OperatorFile.ofGames(dataDirectory()).read();
      says(summary(new OperatorCall<>(method, request(), noReply).to(service)));
      return DONE;
    } catch (StatusRuntimeException failure) {
      return explain(failure.getStatus());
    } catch (IOException | StartFailure problem) {
      return fails(NOT_REACHED, Configuration.oneLine(problem));
    }
  }

  private Path dataDirectory() {
    return dataDirectory != null
        ? dataDirectory
        : Configuration.dataDirectory(name -> Optional.ofNullable(System.getenv(name)));
  }

  private int explain(Status status) {
    var said = String.valueOf(status.getDescription());
    return switch (status.getCode()) {
      case FAILED_PRECONDITION, NOT_FOUND, INVALID_ARGUMENT -> fails(REFUSED, refused() + said);
      case UNAVAILABLE, DEADLINE_EXCEEDED ->
          fails(NOT_REACHED, "the Game Service does not answer; does it run?");
      default -> fails(NOT_REACHED, status.getCode() + ": " + said);
    };
  }

  private int fails(int status, String line) {
    complains(line);
    return status;
  }
}
