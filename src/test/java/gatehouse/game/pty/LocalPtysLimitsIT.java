package gatehouse.game.pty;

import static gatehouse.game.pty.Programs.SETTINGS;
import static gatehouse.game.pty.Programs.SOON;
import static gatehouse.game.pty.Programs.answer;
import static gatehouse.game.pty.Programs.complaint;
import static gatehouse.game.pty.Programs.program;
import static gatehouse.game.pty.Programs.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.actor.typed.ActorSystem;
import gatehouse.game.pty.Ptys.Exit;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.game.pty.Ptys.Signal;
import gatehouse.game.pty.Ptys.Signalled;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("S2.3-resources")
class LocalPtysLimitsIT {

  private Programs programs;

  @BeforeEach
  void open(ActorSystem<?> system) {
    programs = new Programs(system);
  }

  @AfterEach
  void close() {
    programs.close();
  }

  @Test
  @Tag("GD-proc")
  void a_thousand_programs_however_they_end_leave_nothing_behind() {
    one(0, 1).run(); // what is made once and kept
    var before = Footprint.now();
    IntStream.range(0, 1000 / SETTINGS.mostPtys())
        .forEach(round ->
            IntStream.range(0, SETTINGS.mostPtys())
                .mapToObj(place -> one(place, round))
                .toList()
                .forEach(Runnable::run));
    assertThat(answer(programs.ptys.list())).isEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(Footprint.now().besides(before)).isEqualTo(before.besides(before)));
    assertThat(before.threads()).containsExactly("gatehouse-pty", "gatehouse-pty-spawn");
  }

  /** Starts one of eight kinds; to be run is what ends it, and looks how that went. */
  private Runnable one(int place, int round) {
    return switch (place) {
      case 0 -> ends(program("/bin/true"), new Exited(0));
      case 1 -> ends(program("/bin/echo", "" + round), new Exited(0));
      case 2 -> ends(shell("exit " + round % 256), new Exited(round % 256));
      case 3 -> ends(shell("kill -SEGV $$"), new Signalled(11));
      case 4 -> ends(shell("sleep 100 & exit 1"), new Exited(1));
      case 5 -> ends(program("/bin/cat"), pty -> programs.ptys.signal(pty, Signal.KILL), 9);
      case 6 -> ends(program("/bin/cat"), programs.ptys::hangUp, 1);
      case 7 -> ends(shell("stty raw; exec yes"), programs.ptys::hangUp, 1);
      default -> throw new IllegalArgumentException("place " + place);
    };
  }

  private Runnable ends(PtyProgram program, Exit how) {
    var started = programs.watch(program);
    return () -> {
      assertThat(started.exit()).isEqualTo(how);
      started.lastWords();
      answer(programs.ptys.release(started.id));
    };
  }

  private Runnable ends(PtyProgram program, Function<PtyId, CompletionStage<Done>> by, int signal) {
    var started = programs.start(program);
    return () -> {
      answer(by.apply(started));
      assertThat(answer(programs.ptys.end(started)).exit()).isEqualTo(new Signalled(signal));
      answer(programs.ptys.release(started));
    };
  }

  @Test
  void many_programs_at_once_share_two_threads() {
    for (int i = 0; i < SETTINGS.mostPtys(); i++) {
      programs.watch(program("/bin/cat")).types("hello");
    }
    assertThat(Footprint.now().threads()).hasSize(2);
  }

  @Nested
  class Above_the_most_ptys {

    private final List<PtyId> ptys = new ArrayList<>();

    @BeforeEach
    void fill() {
      for (int i = 0; i < SETTINGS.mostPtys(); i++) {
        ptys.add(programs.start(program("/bin/cat")));
      }
    }

    @Test
    void a_program_is_refused() {
      assertThat(complaint(programs.ptys.spawn(program("/bin/cat"))))
          .isEqualTo("cannot have more than 8 PTYs");
      assertThat(answer(programs.ptys.list())).containsExactlyInAnyOrderElementsOf(ptys);
    }

    @Test
    void releasing_one_makes_room() {
      var one = ptys.getFirst();
      assertThat(complaint(programs.ptys.release(one))).contains("whose program runs");
      answer(programs.ptys.signal(one, Signal.KILL));
      answer(programs.ptys.end(one));
      answer(programs.ptys.release(one));
      assertThat(complaint(programs.ptys.release(one))).isEqualTo("no PTY " + one.value());
      assertThat(programs.start(program("/bin/cat"))).isNotIn(ptys);
    }
  }

  @Nested
  class Out_of_file_descriptors {

    private Programs programs;

    @BeforeEach
    void allow_more_programs_than_descriptors(ActorSystem<?> system) {
      programs = new Programs(system, new PtySettings(1000, 4096, 4096, SOON));
    }

    @AfterEach
    void close() {
      programs.close();
    }

    @Test
    void a_program_is_refused_and_those_that_run_go_on() {
      var running = programs.watch(program("/bin/cat"));
      var more = new ArrayList<PtyId>();
      String complaint = DescriptorLimit.whileFull(() -> firstComplaint(more));
      assertThat(complaint).endsWith(": Too many open files");
      running.types("hello");
      running.says("hello");
      assertThat(programs.start(program("/bin/cat"))).isNotIn(more);
      assertThat(Footprint.now().masters()).isEqualTo(more.size() + 2);
    }

    private String firstComplaint(List<PtyId> started) {
      while (true) {
        var spawned = programs.ptys.spawn(program("/bin/cat"));
        try {
          started.add(answer(spawned));
        } catch (AssertionError refused) {
          return complaint(spawned);
        }
      }
    }
  }

  @Nested
  class Refuses_and_says_why {

    @Test
    void a_program_that_is_missing() {
      assertRefused(
          program("/no/such/game"), "cannot run /no/such/game: No such file or directory");
    }

    @Test
    void a_file_that_is_no_program() {
      assertRefused(program("/etc/passwd"), "cannot run /etc/passwd: Permission denied");
    }

    @Test
    void a_program_of_no_known_format(@TempDir Path directory) throws IOException {
      var file = Files.writeString(directory.resolve("game"), "no shebang");
      assertThat(file.toFile().setExecutable(true)).isTrue();
      assertRefused(program(file.toString()), "cannot run " + file + ": Exec format error");
    }

    @Test
    void a_relative_path() {
      assertRefused(program("bin/cat"), "cannot run bin/cat: not an absolute path");
    }

    @Test
    void an_empty_command() {
      assertRefused(program(), "cannot run an empty command");
    }

    @Test
    void a_directory_that_is_missing() {
      assertRefused(
          in("/no/such/place", Map.of()),
          "cannot run /bin/cat in /no/such/place: No such file or directory");
    }

    @Test
    void a_directory_that_is_a_file() {
      assertRefused(
          in("/etc/passwd", Map.of()), "cannot run /bin/cat in /etc/passwd: Not a directory");
    }

    @Test
    void a_relative_directory() {
      assertRefused(in("tmp", Map.of()), "cannot run /bin/cat in a relative directory");
    }

    @Test
    void a_nul() {
      assertRefused(program("/bin/cat", "a\0b"), "cannot pass a NUL to a program");
      assertRefused(in("/", Map.of("A", "\0")), "cannot pass a NUL to a program");
    }

    @Test
    void a_variable_without_a_name() {
      assertRefused(
          in("/", Map.of("A=B", "C")),
          "cannot name a variable of the environment with '=' or with nothing");
    }

    @Test
    void more_arguments_than_the_system_takes() {
      assertRefused(
          program("/bin/cat", "x".repeat(1 << 20)), "cannot run /bin/cat: Argument list too long");
    }

    private void assertRefused(PtyProgram program, String why) {
      assertThat(complaint(programs.ptys.spawn(program))).isEqualTo(why);
      assertThat(answer(programs.ptys.list())).isEmpty();
      await().atMost(SOON).until(() -> Footprint.now().masters() == 0);
    }

    private static PtyProgram in(String directory, Map<String, String> environment) {
      return new PtyProgram(
          List.of("/bin/cat"), environment, Path.of(directory), TerminalSize.STANDARD);
    }
  }
}
