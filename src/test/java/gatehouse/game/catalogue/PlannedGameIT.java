package gatehouse.game.catalogue;

import static gatehouse.game.catalogue.Installation.ALICE;
import static gatehouse.testkit.NeedsRealPart.BUBBLEWRAP;
import static gatehouse.testkit.NeedsRealPart.NETHACK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import gatehouse.game.pty.LocalPtys;
import gatehouse.game.pty.PtySettings;
import gatehouse.game.pty.Ptys.Exited;
import gatehouse.game.pty.Ptys.PtyId;
import gatehouse.game.pty.Ptys.PtyProgram;
import gatehouse.game.pty.Ptys.Signal;
import gatehouse.game.pty.Ptys.Signalled;
import gatehouse.terminal.TerminalSize;
import gatehouse.testkit.Akka;
import gatehouse.testkit.NeedsRealPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A planned game on the PTYs that it is made for. */
@ExtendWith(Akka.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
@NeedsRealPart({NETHACK, BUBBLEWRAP})
@Tag("S1.1-launch")
class PlannedGameIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  private LocalPtys ptys;
  private Installation installation;
  private GameEntry nethack;
  private PtyId game;

  @BeforeEach
  void play(ActorSystem<?> system) throws InterruptedException {
    ptys = LocalPtys.open(new PtySettings(2, 16_384, 65_536, SOON));
    installation = new Installation(folder, "");
    nethack = installation.game("nethack");
    var plan = installation.prepare(nethack, ALICE, "xterm");
    game =
        answer(
            ptys.spawn(
                new PtyProgram(
                    plan.command(), plan.environment(), plan.directory(), TerminalSize.STANDARD)));
    var playing = new CountDownLatch(1);
    ptys.read(game, 0)
        .runWith(
            Sink.foreach(chunk -> {
              if (chunk.bytes().decodeString(ISO_8859_1).contains("T:1")) {
                playing.countDown();
              }
            }),
            system);
    assertThat(playing.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void close() {
    ptys.close();
  }

  @Test
  @Tag("S2.2-deathsave")
  void has_saved_when_its_end_after_a_signal_is_told() {
    answer(ptys.signal(game, Signal.HUP));

    assertThat(answer(ptys.end(game)).exit()).isEqualTo(new Exited(0));
    assertThat(installation.hasSaved(nethack, ALICE)).isTrue();
  }

  @Test
  @Tag("S2.2-deathsave")
  void has_saved_when_its_end_after_a_hang_up_is_told() {
    answer(ptys.hangUp(game));

    assertThat(answer(ptys.end(game)).exit()).isEqualTo(new Exited(0));
    assertThat(installation.hasSaved(nethack, ALICE)).isTrue();
  }

  @Test
  void ends_by_the_signal_it_was_sent() {
    answer(ptys.signal(game, Signal.TERM));

    assertThat(answer(ptys.end(game)).exit()).isEqualTo(new Signalled(15));
  }

  @Test
  void can_be_stopped_for_a_while_and_still_save() {
    answer(ptys.signal(game, Signal.STOP));
    answer(ptys.signal(game, Signal.HUP));
    answer(ptys.signal(game, Signal.CONT));

    assertThat(answer(ptys.end(game)).exit()).isEqualTo(new Exited(0));
    assertThat(installation.hasSaved(nethack, ALICE)).isTrue();
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return assertThat(stage).succeedsWithin(SOON).actual();
  }
}
