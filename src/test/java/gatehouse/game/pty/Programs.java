package gatehouse.game.pty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import gatehouse.game.pty.Ptys.End;
import gatehouse.game.pty.Ptys.Exit;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.terminal.TerminalSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** Real programs on real PTYs, for tests; kills them all when closed. */
final class Programs implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);
  static final PtySettings SETTINGS =
      new PtySettings(8, 16 * 1024, 256 * 1024, Duration.ofSeconds(5));

  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C");

  private final ActorSystem<?> system;
  final LocalPtys ptys;

  Programs(ActorSystem<?> system) {
    this(system, SETTINGS);
  }

  Programs(ActorSystem<?> system, PtySettings settings) {
    this.system = system;
    this.ptys = LocalPtys.open(settings);
  }

  /** A program in a plain environment and a terminal of standard size. */
  static PtyProgram program(String... command) {
    return new PtyProgram(List.of(command), ENVIRONMENT, Path.of("/tmp"), TerminalSize.STANDARD);
  }

  static PtyProgram shell(String script, String... arguments) {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return program(command.toArray(String[]::new));
  }

  static <T> T answer(CompletionStage<T> stage) {
    return assertThat(stage).succeedsWithin(SOON).actual();
  }

  static String complaint(CompletionStage<?> stage) {
    var failure = assertThat(stage).failsWithin(SOON).withThrowableThat().actual();
    assertThat(failure).cause().isInstanceOf(PtyException.class);
    return String.valueOf(failure.getCause().getMessage());
  }

  /** Starts a program that nobody reads. */
  PtyId start(PtyProgram program) {
    return answer(ptys.spawn(program));
  }

  /** Starts a program that somebody reads. */
  Watched watch(PtyProgram program) {
    return watch(start(program), 0);
  }

  /** Reads a program that was started before. */
  Watched watch(PtyId pty, long offset) {
    return new Watched(pty, offset);
  }

  /** A PTY with a reader who remembers all, a byte a character. */
  final class Watched {

    final PtyId id;
    private final AtomicReference<String> written = new AtomicReference<>("");
    private final CompletionStage<Done> end;

    private Watched(PtyId id, long offset) {
      this.id = id;
      this.end =
          ptys.read(id, offset)
              .runWith(
                  Sink.foreach(chunk -> append(chunk.bytes().decodeString(ISO_8859_1))), system);
    }

    private void append(String more) {
      written.accumulateAndGet(more, String::concat);
    }

    /** Waits until the program has written this. */
    void says(String text) {
      await().atMost(SOON).until(() -> written.get().contains(text));
    }

    void types(String keys) {
      answer(ptys.write(id, ByteString.fromString(keys)));
    }

    End end() {
      return answer(ptys.end(id));
    }

    Exit exit() {
      return end().exit();
    }

    /** All it has written, once it has ended. */
    String lastWords() {
      answer(end);
      return written.get();
    }
  }

  @Override
  public void close() {
    answer(ptys.shutDown(Duration.ofMillis(1)));
    ptys.close();
  }
}
