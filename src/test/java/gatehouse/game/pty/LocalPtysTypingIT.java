package gatehouse.game.pty;

import static gatehouse.game.pty.Programs.answer;
import static gatehouse.game.pty.Programs.complaint;
import static gatehouse.game.pty.Programs.program;
import static gatehouse.game.pty.Programs.shell;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import gatehouse.game.pty.Ptys.Chunk;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.Signal;
import gatehouse.testkit.Akka;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("GD-proc")
class LocalPtysTypingIT {

  private static final int LIMIT = 128 * 1024;

  private ActorSystem<?> system;
  private Programs programs;

  @BeforeEach
  void open(ActorSystem<?> system) {
    this.system = system;
    programs = new Programs(system, new PtySettings(8, 4096, LIMIT, Duration.ofMillis(800)));
  }

  @AfterEach
  void close() {
    programs.close();
  }

  @Test
  void any_bytes_come_back_exact_from_a_raw_terminal() {
    var bytes = new byte[64 * 1024];
    new Random(1).nextBytes(bytes);
    for (int i = 0; i < 256; i++) {
      bytes[i] = (byte) i;
    }
    var cat = programs.start(shell("stty raw -echo; echo; exec cat"));
    var echo = echo(cat, bytes.length);
    answer(programs.ptys.write(cat, ByteString.fromArray(bytes)));
    assertThat(answer(echo).toArray()).isEqualTo(bytes);
  }

  @Test
  void what_is_typed_in_pieces_comes_in_order() {
    var cat = programs.start(shell("stty raw -echo; echo; exec cat"));
    var typed = ByteString.emptyByteString();
    var echo = echo(cat, 30_000);
    for (int i = 0; i < 5_000; i++) {
      var piece = ByteString.fromString("%6d".formatted(i));
      typed = typed.concat(piece);
      programs.ptys.write(cat, piece);
    }
    assertThat(answer(echo)).isEqualTo(typed);
  }

  @Test
  void a_line_reaches_a_program_that_reads_lines() {
    var program = programs.watch(shell("read line; echo \"got $line\""));
    program.types("Grüße\n");
    program.says("got Gr\u00c3\u00bc\u00c3\u009fe");
  }

  @Test
  void nothing_is_typed_at_once() {
    answer(programs.ptys.write(programs.start(program("/bin/cat")), ByteString.emptyByteString()));
  }

  @Test
  void what_a_program_does_not_read_in_time_is_dropped() {
    var deaf = programs.start(shell("stty raw -echo; echo; kill -STOP $$; cat"));
    answer(echo(deaf, 0));
    var first = programs.ptys.write(deaf, ByteString.fromArray(new byte[LIMIT - 1]));
    var second = programs.ptys.write(deaf, ByteString.fromArray(new byte[1]));
    assertThat(complaint(first)).isEqualTo("the program has not read what was typed within 800 ms");
    assertThat(complaint(second)).isEqualTo(complaint(first));
    answer(programs.ptys.signal(deaf, Signal.CONT));
    var again = programs.ptys.write(deaf, ByteString.fromArray(new byte[LIMIT]));
    programs.watch(deaf, 1);
    answer(again);
  }

  @Test
  @Tag("S2.3-resources")
  void no_more_waits_for_a_program_than_is_configured() {
    var deaf = programs.start(shell("stty raw -echo; echo; kill -STOP $$"));
    answer(echo(deaf, 0));
    assertThat(complaint(programs.ptys.write(deaf, ByteString.fromArray(new byte[LIMIT + 1]))))
        .isEqualTo("cannot take 131073 bytes: 0 of at most 131072 wait for the program to read");
    programs.ptys.write(deaf, ByteString.fromArray(new byte[LIMIT]));
    assertThat(complaint(programs.ptys.write(deaf, ByteString.fromArray(new byte[LIMIT]))))
        .contains("wait for the program to read");
  }

  @Test
  void typing_at_a_program_that_has_ended_fails() {
    var pty = programs.start(program("/bin/true"));
    answer(programs.ptys.end(pty));
    assertThat(complaint(programs.ptys.write(pty, ByteString.fromString("x"))))
        .isEqualTo("the program has ended");
  }

  @Test
  void typing_after_hanging_up_fails() {
    var pty = programs.start(program("/bin/cat"));
    answer(programs.ptys.hangUp(pty));
    assertThat(complaint(programs.ptys.write(pty, ByteString.fromString("x")))).contains("hung up");
  }

  /** What comes after the newline that says that the terminal is raw. */
  private CompletionStage<ByteString> echo(PtyId pty, int length) {
    var first = answer(programs.ptys.read(pty, 0).runWith(Sink.head(), system));
    assertThat(first).isEqualTo(new Chunk(0, ByteString.fromString("\n")));
    return programs
        .ptys
        .read(pty, 1)
        .map(Chunk::bytes)
        .scan(ByteString.emptyByteString(), ByteString::concat)
        .dropWhile(bytes -> bytes.length() < length)
        .runWith(Sink.head(), system);
  }
}
